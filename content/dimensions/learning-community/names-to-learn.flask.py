from importlib.metadata import files

import flask
from flask import Flask
from flask.cli import cli


# region show
def modules(package):
    found = [file for file in files(package) if file.suffix == ".py"]
    return len([file for file in found if "locale" not in file.parts])


print("modules:", modules("flask"))
print("settings with a default:", len(Flask.default_config))
print("commands:", len(cli.commands))
print("parts under contrib:", hasattr(flask, "contrib"))
# endregion

with open("app.py", "w") as file:
    file.write(
        "from flask import Flask\n\napp = Flask(__name__)\n\n\n"
        '@app.get("/")\ndef index():\n    return "Hello"\n'
    )
text = open("app.py").read()
print("lines in a first project:", len(text.splitlines()))
