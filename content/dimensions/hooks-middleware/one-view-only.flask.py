from functools import wraps

from flask import (
    Blueprint,
    Flask,
    after_this_request,
    make_response,
)
from flask_wtf.csrf import CSRFProtect

app = Flask(__name__)
orders = Blueprint("orders", __name__, url_prefix="/orders")


# region show
@app.after_request
def for_all(response):
    response.headers.add("X-Seen-By", "all")
    return response


@orders.after_request
def for_blueprint(response):
    response.headers.add("X-Seen-By", "blueprint")
    return response


def for_one(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        response = make_response(view(*args, **kwargs))
        response.headers.add("X-Seen-By", "one view")
        return response

    return wrapped
# endregion


@app.get("/contact/")
def contact():
    @after_this_request
    def once(response):
        response.headers.add("X-Seen-By", "after_this_request")
        return response

    return "contact"


@app.get("/items/")
def items():
    return "items"


@app.get("/about/")
@for_one
def about():
    return "about"


@orders.get("/")
def list_orders():
    return "orders"


app.register_blueprint(orders)
client = app.test_client()
for url in ("/items/", "/about/", "/orders/", "/contact/"):
    print(f"{url:9}", ", ".join(client.get(url).headers.getlist("X-Seen-By")))

try:
    Flask("shop").before_request(for_all, "/items/")
except TypeError as error:
    print("a hook with a URL:", type(error).__name__)
new = Flask("new")
new.secret_key = "only-for-this-sample"


def hooks():
    return sum(len(functions[None]) for functions in (
        new.before_request_funcs, new.after_request_funcs,
        new.teardown_request_funcs) if None in functions)


print("hooks in a new application:", hooks())
CSRFProtect(new)
print("hooks with an extension, Flask-WTF's CSRFProtect:", hooks())
