from importlib import import_module
from importlib.metadata import files

from flask import Flask
from flask.cli import cli


# region show
def modules(package):
    return sum(
        file.suffix == ".py" and "locale" not in file.parts
        for file in files(package)
    )


print("modules:", modules("flask"))
tree = "werkzeug jinja2 click itsdangerous markupsafe blinker"
total = modules("flask") + sum(map(modules, tree.split()))
print("modules with its dependencies:", total)
print("configuration keys:", len(Flask.default_config))
print("commands:", len(cli.commands))
try:
    print("contrib packages:", import_module("flask.contrib"))
except ModuleNotFoundError as error:
    print("contrib packages:", error)
# endregion

with open("app.py", "w") as file:
    file.write(
        "from flask import Flask\n\napp = Flask(__name__)\n\n\n"
        '@app.get("/")\ndef index():\n    return "Hello"\n'
    )
text = open("app.py").read()
print("lines of a first app:", len(text.splitlines()))
