from datetime import date
from decimal import Decimal

import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   MIDDLEWARE=["django.middleware.common.CommonMiddleware"])
django.setup()
from django.test import Client  # noqa: E402

# region show
RETURNED = {
    "string": lambda r: HttpResponse("ready"),
    "dict": lambda r: JsonResponse({"b": 2, "a": 1}),
    "list": lambda r: JsonResponse(["lamp"], safe=False),
    "status": lambda r: HttpResponse(
        "made", status=201, headers={"X-Shop": "north"}),
    "bare dict": lambda r: {"a": 1},
    "bare list": lambda r: JsonResponse(["lamp"]),
    "nothing": lambda r: None,
    "values": lambda r: JsonResponse(
        {"day": date(2026, 5, 1), "price": Decimal("19.90")}),
}
urlpatterns = [path(name, RETURNED[name]) for name in RETURNED]
# endregion

for name in RETURNED:
    try:
        response = Client().get(f"/{name}")
        print(f"{name:9}", response.status_code,
              response.headers["Content-Type"].split(";")[0], response.text)
    except (AttributeError, TypeError, ValueError) as error:
        print(f"{name:9}", type(error).__name__)
print("header of status:", Client().get("/status").headers["X-Shop"])
