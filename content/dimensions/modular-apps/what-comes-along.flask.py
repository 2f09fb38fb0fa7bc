from pathlib import Path

from flask import Blueprint, Flask, render_template
from flask.cli import FlaskGroup
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.test import Client

Path("orders/templates/orders").mkdir(parents=True)
Path("orders/templates/orders/list.html").write_text("three orders")
db = SQLAlchemy()


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


# region show
orders = Blueprint("orders", "orders", root_path="orders",
                   url_prefix="/orders",
                   template_folder="templates")


@orders.get("/")
def list_orders():
    return render_template("orders/list.html")


@orders.cli.command("ship")
def ship():
    print("shipped")
# endregion


print("unit:", type(orders).__name__, "named", orders.name)
print("built-in commands:", ", ".join(sorted(FlaskGroup().commands)))
try:
    Client(orders).get("/orders/")
except TypeError as error:
    print("request without an application:", error)

app = Flask("shop")
response = app.test_client().get("/orders/")
print("not registered: GET /orders/", response.status_code)
print("tables before it is registered:", list(db.metadata.tables))

app = Flask("shop")
app.register_blueprint(orders)
result = app.test_cli_runner().invoke(args=["orders", "ship"])
print("command:", result.output.strip())
print("GET /orders/", app.test_client().get("/orders/").text)
