import logging

import django
from django.conf import settings
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import NoReverseMatch, path, resolve, reverse

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    SECRET_KEY="only-for-this-sample",
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)
django.setup()
from django.test import Client, override_settings  # noqa: E402


# region show
def named(request, name):
    return HttpResponse(f"the item called {name}")


def new(request):
    return HttpResponse("a form for a new item")


def order(request):
    return HttpResponse("ordered")


urlpatterns = [
    path("items/<name>/", named),
    path("items/new/", new),
    path("orders/", order, name="orders"),
    path("/leading/", new),
]
# endregion


def show(method, url):
    response = client.generic(method, url)
    said = response.text if response.status_code == 200 else ""
    said = response.headers.get("Location", said)
    print(f"{method:4} {url:11} {response.status_code} {said}".rstrip())


logging.disable()
client = Client()
show("GET", "/items/new/")
show("GET", "/items/new")
show("POST", "/orders")
followed = client.post("/orders", follow=True)
print("followed by the client with", followed.request["REQUEST_METHOD"])
print("and while debugging:")
try:
    with override_settings(DEBUG=True):
        show("POST", "/orders")
except RuntimeError as error:
    print("POST /orders    ", type(error).__name__, "-", str(error)[:28])

print("a slash at the start:", [message.id for message in run_checks()])
show("GET", "/leading/")
print("what it fits:", "/" + resolve("//leading/").route)

reverse("orders")
urlpatterns.append(path("late/", new, name="late"))
show("GET", "/late/")
try:
    reverse("late")
except NoReverseMatch as error:
    print("late:", type(error).__name__, "-", str(error).split(".")[0])
