from flask import Blueprint, Flask, abort
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
orders = Blueprint("orders", __name__, url_prefix="/orders")


# region show
@app.errorhandler(HTTPException)
def any_http_error(error):
    return f"any: {error.code}", error.code


@app.errorhandler(404)
def not_found(error):
    return "exact: 404", 404


@app.errorhandler(LookupError)
def lookup_error(error):
    return f"LookupError takes {type(error).__name__}", 400


@orders.errorhandler(404)
def no_order(error):
    return "orders: 404", 404
# endregion


@app.get("/abort/<int:code>/")
@orders.get("/abort/<int:code>/")
def stop(code):
    abort(code)


@app.get("/key/")
def key():
    return {}["lamp"]


@app.get("/returned/")
def returned():
    return "the view's own answer", 404


app.register_blueprint(orders)
client = app.test_client()
for url in ("/abort/404/", "/abort/418/", "/key/", "/orders/abort/404/",
            "/orders/nowhere/", "/returned/"):
    response = client.get(url)
    print(f"{url:19} {response.status_code} {response.text}")
