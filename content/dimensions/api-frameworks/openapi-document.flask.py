from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields, validate

app = Flask(__name__)
app.config.update(
    API_TITLE="Shop", API_VERSION="1", OPENAPI_VERSION="3.1.0",
    OPENAPI_URL_PREFIX="/api", OPENAPI_SWAGGER_UI_PATH="/docs",
    OPENAPI_SWAGGER_UI_URL="https://cdn.jsdelivr.net/npm/swagger-ui-dist/")


# region show
class Item(Schema):
    name = fields.Str(required=True)
    price = fields.Int(
        required=True, validate=validate.Range(min=1))


items = Blueprint("items", "items", description="The shop")


@items.post("/items")
@items.arguments(Item)
@items.response(201, Item)
def add_item(data):
    """Add an item"""
    return data


api = Api(app)
api.register_blueprint(items)
# endregion

client = app.test_client()
document = client.get("/api/openapi.json").json
operation = document["paths"]["/items"]["post"]
schema = document["components"]["schemas"]["Item"]
print("OpenAPI version:", document["openapi"])
print("summary, from the docstring:", operation["summary"])
print("responses described:", sorted(operation["responses"]))
print("properties:", sorted(schema["properties"]))
print("price:", schema["properties"]["price"])
print("required:", sorted(schema["required"]))
answer = client.post("/items", json={"name": "cup", "price": 0})
print("POST, price 0:", answer.status_code, answer.json["errors"])
answer = client.post("/items", json={"name": "cup", "price": 5})
print("POST:", answer.status_code, answer.json)
answer = client.post("/items", json={"name": "cup", "price": 5, "a": 1})
print("POST, unknown key:", answer.status_code, answer.json["errors"])
print("Swagger UI:", client.get("/api/docs").status_code)

bare = Flask("bare")
bare.config.update(API_TITLE="Shop", API_VERSION="1",
                   OPENAPI_VERSION="3.1.0")
Api(bare)
print("without OPENAPI_URL_PREFIX:",
      bare.test_client().get("/openapi.json").status_code)
