import flask_restful
import flask_restx
from flask import Flask

# region show
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
# endregion


for label, app in [("Flask-RESTful", plain), ("Flask-RESTX", described)]:
    client = app.test_client()
    print(f"{label}, GET /items/1:", client.get("/items/1").json)
    print(f"{label}, POST /items/1:", client.post("/items/1").status_code)
    for path in ["/swagger.json", "/openapi.json", "/"]:
        print(f"{label}, GET {path}:", client.get(path).status_code)
document = described.test_client().get("/swagger.json").json
print("Flask-RESTX, format: Swagger", document["swagger"])
