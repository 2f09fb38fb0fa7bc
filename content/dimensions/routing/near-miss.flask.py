from flask import Flask

app = Flask(__name__)


# region show
@app.get("/items/<name>/")
def named(name):
    return f"the item called {name}"


@app.get("/items/new/")
def new():
    return "a form for a new item"


@app.post("/orders/")
def order():
    return "ordered"
# endregion


def show(method, url):
    response = client.open(url, method=method)
    said = response.text if response.status_code == 200 else ""
    said = response.headers.get("Location", said)
    print(f"{method:4} {url:11} {response.status_code} {said}".rstrip())


client = app.test_client()
show("GET", "/items/new/")
show("GET", "/items/new")
show("POST", "/orders")
followed = client.post("/orders", follow_redirects=True)
print("followed by the client with", followed.request.method)
app.debug = True
print("and while debugging:")
show("POST", "/orders")

try:
    Flask("shop").add_url_rule("leading/", "leading", new)
except ValueError as error:
    print("no slash at the start:", type(error).__name__, "-", error)
try:
    app.add_url_rule("/late/", "late", new)
except AssertionError as error:
    print("late:", type(error).__name__, "-", str(error).split(" on ")[0])
