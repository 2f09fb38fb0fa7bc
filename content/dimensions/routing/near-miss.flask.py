from flask import Flask

app = Flask(__name__)


# region show
@app.get("/items/<name>/")
def named(name):
    return f"the item named {name}"


@app.get("/items/new/")
def new():
    return "a form for a new item"


@app.post("/orders/")
def order():
    return "ordered"


@app.get("/about")
def about():
    return "about"
# endregion


@app.get("/loose/", strict_slashes=False)
def loose():
    return "served without a redirect"


def show(method, url):
    response = client.open(url, method=method)
    said = response.text if response.status_code == 200 else ""
    said = response.headers.get("Location", said)
    print(f"{method:4} {url:13} {response.status_code} {said}".rstrip())


client = app.test_client()
show("GET", "/items/lamp/")
show("GET", "/items/new/")
show("GET", "/items/new")
show("POST", "/orders")
followed = client.post("/orders", follow_redirects=True)
print("after the redirect the client sends", followed.request.method)
app.debug = True
print("in debug mode:")
show("POST", "/orders")
app.debug = False
show("GET", "/loose")
show("GET", "/about")
show("GET", "/about/")
show("GET", "/items//new/")

try:
    Flask("shop").add_url_rule("leading/", "leading", new)
except ValueError as error:
    print("no leading slash:", type(error).__name__, "-", error)
try:
    app.add_url_rule("/late/", "late", new)
except AssertionError as error:
    print("added late:", type(error).__name__, "-",
          str(error).split(" on ")[0])
