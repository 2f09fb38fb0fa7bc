from importlib.metadata import entry_points
from pathlib import Path

import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo

# region show
group = FlaskGroup()
project = ScriptInfo(create_app=lambda: Flask("shop"))
commands = group.list_commands(click.Context(group, obj=project))
# endregion
extras = {one.name for one in entry_points(group="flask.commands")}
print("commands of Flask:",
      *[name for name in commands if name not in extras])
print("files made:", [path.name for path in Path().iterdir()
                      if path.suffix != ".py"])
