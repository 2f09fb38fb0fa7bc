from importlib.metadata import entry_points

import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo
from flask_migrate import Migrate

app = Flask(__name__)
app.add_url_rule("/items/<int:id>", "item", lambda id: "item")

group = FlaskGroup()
project = ScriptInfo(create_app=lambda: app)
names = set(group.list_commands(click.Context(group, obj=project)))
added = {one.name for one in entry_points(group="flask.commands")}
print("commands in a new project:", len(names - added))
print("among them:", [
    name for name in ("run", "shell", "check", "migrate", "test", "routes")
    if name in names
])
print("from installed extensions:", sorted(names & added))

# region show
runner = app.test_cli_runner()
result = runner.invoke(group, ["routes", "--sort", "rule"])
# endregion
print("listing the routes:")
print("\n".join(line.rstrip() for line in result.output.splitlines()))
print("in the shell already:", sorted(app.make_shell_context()))
Migrate().init_app(app)
more = set(group.list_commands(click.Context(group, obj=project)))
print("after init_app() of Flask-Migrate:", sorted(more - names))
