from importlib.metadata import metadata

TREE = """
flask werkzeug jinja2 click itsdangerous markupsafe blinker
""".split()


# region show
def licence(name):
    about = metadata(name)
    for key in ("License-Expression", "License"):
        if key in about:
            return about[key]
    for label in about.get_all("Classifier"):
        if label.startswith("License :: "):
            return label.split(" :: ")[-1]
# endregion


found = {name: licence(name) for name in TREE}
for name, text in found.items():
    print(f"{name:14}{text}")
free = all("BSD" in text or "MIT" in text for text in found.values())
print("all of them BSD or MIT:", free)
