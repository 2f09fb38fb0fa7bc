from collections import Counter
from importlib.metadata import distribution

NAMES = [
    "blinker", "click", "flask", "itsdangerous",
    "jinja2", "markupsafe", "werkzeug",
]


# region show
def sizes(name):
    total = Counter()
    for file in distribution(name).files:
        path = file.locate()
        if file.suffix == ".pyc" or file.name == "RECORD":
            continue
        if not path.is_file():
            continue
        if "locale" in file.parts:
            kind = "translations"
        elif file.suffix == ".py":
            kind = "Python code"
        elif file.suffix in (".so", ".pyd"):
            kind = "compiled code"
        else:
            kind = "the rest"
        total[kind] += path.stat().st_size / 1_000_000
    return total
# endregion


found = {name: sizes(name) for name in NAMES}
whole = sum(found.values(), Counter())
print(f"{'all ' + str(len(NAMES)) + ' packages':24}{whole.total():5.1f} MB")
for kind in ("Python code", "translations"):
    print(f"  {kind:22}{whole[kind]:5.1f} MB")
by_size = sorted(NAMES, key=lambda name: -found[name].total())
first = by_size[0]
print(f"largest:  {first:14}{found[first].total():5.1f} MB")
compiled = [name for name in NAMES if found[name]["compiled code"]]
print("with compiled code:", ", ".join(compiled) or "none")

parts = {
    "database": "sqlalchemy flask-sqlalchemy typing-extensions",
    "migrations": "flask-migrate alembic mako",
    "forms": "flask-wtf wtforms",
    "login": "flask-login",
    "admin": "flask-admin",
}
print("added for a site with an admin:")
sum_mb, count = whole.total(), len(NAMES)
for part, names in parts.items():
    added = sum(sizes(name).total() for name in names.split())
    sum_mb, count = sum_mb + added, count + len(names.split())
    print(f"  {part:22}{added:5.1f} MB")
print(f"then {count} packages{'':8}{sum_mb:5.1f} MB")
