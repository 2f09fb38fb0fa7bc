from importlib.metadata import entry_points

import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.add_url_rule("/items/<int:id>", "item", lambda id: "item")

group = FlaskGroup()
project = ScriptInfo(create_app=lambda: app)
names = set(group.list_commands(click.Context(group, obj=project)))
added = {one.name for one in entry_points(group="flask.commands")}
print(f"commands in a new project: {len(names - added)}:",
      *sorted(names - added))
print("from installed extensions:", sorted(names & added))

# region show
runner = app.test_cli_runner()
result = runner.invoke(group, ["routes", "--sort", "rule"])
# endregion
print("listing the routes:")
print("\n".join(line.rstrip() for line in result.output.splitlines()))

print("in the shell:", *sorted(app.make_shell_context()))
db = SQLAlchemy()


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


shop = Flask("shop")
shop.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(shop)
with shop.app_context():
    print("in the shell, with Flask-SQLAlchemy:",
          *sorted(shop.make_shell_context()))


@app.shell_context_processor
def more():
    return {"price": 5}


print("in the shell, with a context processor:",
      *sorted(app.make_shell_context()))
Migrate().init_app(app)
more = set(group.list_commands(click.Context(group, obj=project)))
print("after init_app() of Flask-Migrate:", sorted(more - names))
print("in an app without it:", "db" in shop.cli.commands)
