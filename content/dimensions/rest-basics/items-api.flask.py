from flask import Flask, abort, request, url_for
from flask_wtf import CSRFProtect

app = Flask(__name__)
app.logger.disabled = True
store = {1: {"id": 1, "name": "cup"}}


# region show
@app.get("/items")
def list_items():
    return list(store.values())


@app.get("/items/<int:key>")
def show_item(key):
    return store.get(key) or abort(404)


@app.post("/items")
def add_item():
    name = request.json["name"]
    key = max(store) + 1
    store[key] = {"id": key, "name": name}
    where = url_for("show_item", key=key)
    return store[key], 201, {"Location": where}
# endregion


@app.delete("/items/<int:key>")
def remove_item(key):
    del store[key]
    return "", 204


@app.get("/only-get")
def only_get():
    return {}


client = app.test_client()


def show(label, answer):
    kind = answer.headers.get("Content-Type", "none").partition(";")[0]
    print(f"{label}  {answer.status_code} {kind}")


show("GET list", client.get("/items"))
print("  body:", client.get("/items").text.strip())
show("GET one", client.get("/items/1"))
show("GET missing", client.get("/items/9"))
answer = client.post("/items", json={"name": "pot"})
show("POST", answer)
print("  Location:", answer.location)
show("POST broken JSON",
     client.post("/items", data="{", content_type="application/json"))
show("POST form data", client.post("/items", data={"name": "x"}))
show("POST JSON as text/plain", client.post(
    "/items", data='{"name": "pan"}', content_type="text/plain"))
show("POST without the key", client.post("/items", json={}))
show("POST a list", client.post("/items", json=[]))
show("PATCH (no route)", client.patch("/items/1"))
print("  Allow:", ", ".join(sorted(
    client.patch("/items/1").headers["Allow"].split(", "))))
methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
           "TRACE", "PURGE"]
print("nine methods, route for GET:",
      [client.open("/only-get", method=m).status_code for m in methods])
show("OPTIONS", client.options("/items"))
show("DELETE", client.delete("/items/2"))

guarded = Flask("guarded")
guarded.secret_key = "only-here"
CSRFProtect(guarded)
guarded.add_url_rule("/items", view_func=lambda: {}, methods=["POST"])
show("POST with CSRFProtect", guarded.test_client().post("/items", json={}))
