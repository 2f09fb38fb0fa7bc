"""Runs the tests as `pytest -s` does, without pytest's own lines."""
from pathlib import Path

import click
import pytest
from flask.cli import FlaskGroup, ScriptInfo

from shop import create_app

quiet = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:django"]
print("all passed:", pytest.main(["-s", *quiet]) == 0)
print("shop.db was touched:", Path("instance/shop.db").exists())

group, project = FlaskGroup(), ScriptInfo(create_app=create_app)
commands = group.list_commands(click.Context(group, obj=project))
print("the framework's command line has 'test':", "test" in commands)
