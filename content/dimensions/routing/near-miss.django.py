import logging

import django
from django.conf import settings
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import (
    NoReverseMatch,
    clear_url_caches,
    path,
    resolve,
    reverse,
)

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
    return HttpResponse(f"the item named {name}")


def new(request):
    return HttpResponse("a form for a new item")


def order(request):
    return HttpResponse("ordered")


urlpatterns = [
    path("items/<name>/", named),
    path("items/new/", new),
    path("orders/", order, name="orders"),
    path("about", new),
    path("/leading/", new),
]
# endregion


def show(method, url):
    response = client.generic(method, url)
    said = response.text if response.status_code == 200 else ""
    said = response.headers.get("Location", said)
    print(f"{method:4} {url:13} {response.status_code} {said}".rstrip())


logging.disable()
client = Client()
show("GET", "/items/lamp/")
show("GET", "/items/new/")
show("GET", "/items/new")
show("POST", "/orders")
followed = client.post("/orders", follow=True)
print("after the redirect the client sends",
      followed.request["REQUEST_METHOD"])
print("with DEBUG=True:")
try:
    with override_settings(DEBUG=True):
        show("POST", "/orders")
except RuntimeError as error:
    print("POST /orders      ", type(error).__name__, "-", str(error)[:28])
print("with APPEND_SLASH=False:")
with override_settings(APPEND_SLASH=False):
    show("POST", "/orders")
show("GET", "/about")
show("GET", "/about/")
show("GET", "/items//new/")

print("a leading slash:", [message.id for message in run_checks()])
show("GET", "/leading/")
print("its pattern matches:", "/" + resolve("//leading/").route)

reverse("orders")
urlpatterns.append(path("late/", new, name="late"))
show("GET", "/late/")
try:
    reverse("late")
except NoReverseMatch as error:
    print("added late:", type(error).__name__, "-", str(error).split(".")[0])
clear_url_caches()
print("added late, after clear_url_caches():", reverse("late"))
