import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
    LOGGING_CONFIG=None, USE_I18N=False,
    TEMPLATES=[{"BACKEND":
                "django.template.backends.django.DjangoTemplates"}])
django.setup()

from ninja import Field, NinjaAPI, Schema, Status  # noqa: E402


# region show
class Item(Schema):
    name: str
    price: int = Field(ge=1)


api = NinjaAPI(title="Shop", version="1")


@api.post("/items", response={201: Item}, summary="Add an item")
def add_item(request, data: Item):
    return Status(201, data)


@api.get("/items/count")
def count_items(request):
    """Count the items"""
    return 2


urlpatterns = [path("api/", api.urls)]
# endregion

client = Client()
document = client.get("/api/openapi.json").json()
operation = document["paths"]["/api/items"]["post"]
schema = document["components"]["schemas"]["Item"]
print("OpenAPI version:", document["openapi"])
print("summary, from the decorator:", operation["summary"])
other = document["paths"]["/api/items/count"]["get"]
print("summary, without summary=:", other["summary"],
      "| description:", other["description"])
print("responses described:", sorted(operation["responses"]))
print("properties:", sorted(schema["properties"]))
print("price:", schema["properties"]["price"])
print("required:", sorted(schema["required"]))


def post(data):
    return client.post("/api/items", data,
                       content_type="application/json")


answer = post({"name": "cup", "price": 0})
print("POST, price 0:", answer.status_code,
      [error["msg"] for error in answer.json()["detail"]])
answer = post({"name": "cup", "price": 5})
print("POST:", answer.status_code, answer.json())
answer = post({"name": "cup", "price": "5", "admin": True})
print("POST, unknown key, price '5':", answer.status_code, answer.json())
answer = client.post("/api/items", "{", content_type="application/json")
print("POST, broken JSON:", answer.status_code, answer.json())
print("Swagger UI:", client.get("/api/docs").status_code)
