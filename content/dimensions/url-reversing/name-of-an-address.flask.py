from flask import Flask, url_for
from flask.views import MethodView
from werkzeug.routing import BuildError

app = Flask(__name__)


# region show
@app.get("/items/<int:item_id>/")
def show_item(item_id):
    return "an item"


@app.get("/orders/", endpoint="orders")
def list_orders():
    return "orders"


class About(MethodView):
    def get(self):
        return "about"


app.add_url_rule("/about/", view_func=About.as_view("about"))
# endregion


def build(name, **values):
    try:
        return url_for(name, **values)
    except (BuildError, ValueError, TypeError) as error:
        return type(error).__name__


with app.test_request_context():
    print("show_item    ", build("show_item", item_id=7))
    print("orders       ", build("orders"))
    print("list_orders  ", build("list_orders"))
    print("the function ", build(list_orders))
    print("about        ", build("about"))
    print("value missing", build("show_item"))
    print("value x      ", build("show_item", item_id="x"))
    print("value -7     ", build("show_item", item_id=-7))
    print("GET that one ", app.test_client().get("/items/-7/").status_code)
try:
    url_for("orders")
except RuntimeError as error:
    print("no request    ", type(error).__name__)
app.config["SERVER_NAME"] = "shop.example"
with app.app_context():
    print("SERVER_NAME   ", url_for("orders"))
