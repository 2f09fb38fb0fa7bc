from flask import Flask, url_for

app = Flask(__name__)


@app.get("/items/<name>/")
def item(name):
    return name


with app.test_request_context(base_url="https://shop.example"):
    # region show
    print("plain", url_for("item", name="lamp"))
    print("escaped", url_for("item", name="bed & lamp"))
    print("query", url_for("item", name="lamp", page=2))
    print("twice", url_for("item", name="lamp", tag=["a", "b"]))
    print("anchor", url_for("item", name="lamp", _anchor="top"))
    print("full", url_for("item", name="lamp", _external=True))
    # endregion
    print("slash in a value", url_for("item", name="a/b"))
print("GET that one", app.test_client().get("/items/a/b/").status_code)
