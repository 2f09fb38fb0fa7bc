from flask import Blueprint, Flask, abort, url_for

app = Flask(__name__)
seen = []


# region show
api = Blueprint("api", __name__, url_prefix="/api")
orders = Blueprint("orders", __name__, url_prefix="/orders")


@orders.get("/<int:order_id>/")
def show(order_id):
    abort(404)


@orders.before_request
def note():
    seen.append("orders")


@api.before_request
def note_api():
    seen.append("api")


@orders.errorhandler(404)
def no_order(error):
    return "no such order", 404


api.register_blueprint(orders)
app.register_blueprint(api)
# endregion


@app.errorhandler(404)
def no_page(error):
    return "no such page", 404


@app.get("/about/")
def about():
    return "about"


with app.test_request_context():
    print("api.orders.show ->", url_for("api.orders.show", order_id=7))
client = app.test_client()
for url in ("/api/orders/7/", "/api/orders/seven/", "/about/"):
    seen.clear()
    response = client.get(url)
    print(f"GET {url:18} {response.status_code} {response.text};",
          "hooks:", " ".join(seen) or "none")
try:
    orders.add_url_rule("/late/", "late", about)
except AssertionError as error:
    print("added late:", type(error).__name__)
