import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo

app = Flask(__name__)

group = FlaskGroup()
project = ScriptInfo(create_app=lambda: app)
commands = group.list_commands(click.Context(group, obj=project))
print("a command that checks the configuration:", "check" in commands)

# region show
unsafe = {
    "SECRET_KEY": [None],
    "DEBUG": [True],
    "SESSION_COOKIE_SECURE": [False],
    "SESSION_COOKIE_SAMESITE": [None],
    "TRUSTED_HOSTS": [None],
    "MAX_CONTENT_LENGTH": [None],
}
for key, values in unsafe.items():
    if app.config[key] in values:
        print("to be set:", key, "=", app.config[key])
# endregion
