from importlib import metadata

import flask_restful
import flask_restx
from flask import Flask, request
from packaging.requirements import Requirement

needed = [Requirement(line) for line in metadata.requires("flask")]
print("installed with Flask:", sorted(
    one.name.lower() for one in needed
    if one.marker is None or one.marker.evaluate({"extra": ""})))

# region show
app = Flask(__name__)


@app.post("/items")
def add_item():
    return request.json, 201
# endregion


client = app.test_client()
answer = client.post("/items", json={"name": "", "price": "many"})
print("POST, two mistakes:", answer.status_code, answer.json)
answer = client.post("/items", data="{", content_type="application/json")
print("POST, broken JSON:", answer.status_code)
for path in ["/openapi.json", "/swagger.json", "/docs", "/api/token"]:
    print(f"core, GET {path}:", client.get(path).status_code)
for name in ["flask_restful", "flask_restplus", "flask_smorest"]:
    print(f"{name} is in Flask's files:",
          any(name in str(path) for path in metadata.files("flask")))

plain = Flask("plain")
api = flask_restful.Api(plain)


class Item(flask_restful.Resource):
    def get(self, key):
        return {"id": key, "name": "cup"}


api.add_resource(Item, "/items/<int:key>")

described = Flask("described")
api = flask_restx.Api(described, title="Shop")


@api.route("/items/<int:key>")
class DescribedItem(flask_restx.Resource):
    def get(self, key):
        """One item"""
        return {"id": key, "name": "cup"}


for label, app in [("Flask-RESTful", plain), ("Flask-RESTX", described)]:
    client = app.test_client()
    print(f"{label}, GET /items/1:", client.get("/items/1").json)
    print(f"{label}, POST /items/1:", client.post("/items/1").status_code)
    for path in ["/swagger.json", "/openapi.json", "/"]:
        print(f"{label}, GET {path}:", client.get(path).status_code)
document = described.test_client().get("/swagger.json").json
print("Flask-RESTX, format: Swagger", document["swagger"])
