import inspect

import django
from django.conf import settings
from django.http import JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client, RequestFactory  # noqa: E402


# region show
def add_order(request):
    return JsonResponse({
        "query": request.GET["page"],
        "form": request.POST["item"],
        "header": request.headers["x-shop"],
        "cookie": request.COOKIES["cart"],
        "path": request.path,
        "client": request.META["REMOTE_ADDR"],
        "prefers": request.get_preferred_type(
            ["text/html", "application/json"]
        ),
    })
# endregion


urlpatterns = [path("orders/", add_order)]
client = Client()
client.cookies["cart"] = "c-17"
response = client.post(
    "/orders/?page=2",
    {"item": "lamp"},
    headers={"X-Shop": "north", "Accept": "application/json, */*;q=0.1"},
)
for name in ("query", "form", "header", "cookie", "path", "client",
             "prefers"):
    print(f"{name:8} {response.json()[name]}")

print("arguments of the view:", list(inspect.signature(add_order).parameters))
request = RequestFactory().get("/?page=3")
print("what is passed:", type(request).__name__, "a kind of",
      type(request).__mro__[1].__name__)
print("built by hand: page", request.GET["page"])
