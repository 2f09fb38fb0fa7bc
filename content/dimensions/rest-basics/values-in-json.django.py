import json
import logging
from dataclasses import asdict, dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from uuid import UUID

import django
from django.conf import settings
from django.http import JsonResponse
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   LOGGING_CONFIG=None)
django.setup()
logging.disable(logging.CRITICAL)


@dataclass
class Item:
    name: str
    price: Decimal


# region show
def values(request):
    return JsonResponse({
        "day": date(2026, 1, 2),
        "at": datetime(2026, 1, 2, 3, 4, tzinfo=timezone.utc),
        "price": Decimal("4.50"),
        "key": UUID(int=7),
        "item": asdict(Item("cup", Decimal("4.50"))),
        "name": "café",
    })
# endregion


def echo(request):
    sent = json.loads(request.body) if request.body else None
    return JsonResponse(
        {"query": request.GET.getlist("tag"), "json": sent})


def a_set(request):
    return JsonResponse({"tags": {"a"}})


def an_item(request):
    return JsonResponse({"item": Item("cup", Decimal("4.50"))})


def nothing(request):
    return None


urlpatterns = [path("values", values), path("echo", echo),
               path("set", a_set), path("item", an_item),
               path("none", nothing)]
client = Client(raise_request_exception=False)
answer = client.get("/values")
for key, value in answer.json().items():
    print(f"{key}: {value!r}")
print("order of the keys:", list(answer.json()))
print("as bytes:", "caf\\u00e9" in answer.text)
print("PUT with JSON:", client.put(
    "/echo?tag=a&tag=b", {"n": 1}, content_type="application/json").json())
print("no JSON sent:", client.get("/echo").json()["json"])
print("a set:", client.get("/set").status_code)
print("a dataclass as it is:", client.get("/item").status_code)
print("None returned:", client.get("/none").status_code)
