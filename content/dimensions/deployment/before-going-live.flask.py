from importlib.metadata import entry_points

import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo

app = Flask(__name__)

group = FlaskGroup()
project = ScriptInfo(create_app=lambda: app)
extras = {one.name for one in entry_points(group="flask.commands")}
commands = [name for name in
            group.list_commands(click.Context(group, obj=project))
            if name not in extras]
print("commands of a new app:", *commands)

# region show
unsafe = {
    "SECRET_KEY": [None],
    "DEBUG": [True],
    "SESSION_COOKIE_SECURE": [False],
    "SESSION_COOKIE_SAMESITE": [None],
    "TRUSTED_HOSTS": [None],
    "MAX_CONTENT_LENGTH": [None],
}
unset = [key for key, values in unsafe.items()
         if app.config[key] in values]
# endregion
print(f"of {len(unsafe)} keys, unset in a new app:", len(unset))
for key in unset:
    print("unset:", key, "=", app.config[key])
