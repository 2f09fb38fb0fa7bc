from pathlib import Path

import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo

# region show
group = FlaskGroup()
project = ScriptInfo(create_app=lambda: Flask("shop"))
commands = group.list_commands(click.Context(group, obj=project))
print("a command that starts a project:", [
    name for name in commands if "start" in name or "new" in name
])
# endregion
print("files made:", sorted(map(str, Path().rglob("*.toml")))
      + sorted(map(str, Path().rglob("requirements*"))))
