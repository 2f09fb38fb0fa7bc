import json
import logging

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.test import Client, RequestFactory
from django.test.utils import setup_test_environment
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGGING_CONFIG=None,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader",
                                 {"i.html": "{{ rows|length }} items"})]},
    }],
)
django.setup()
call_command("migrate", verbosity=0)
setup_test_environment()
logging.disable(logging.CRITICAL)

from django.contrib.auth.models import User  # noqa: E402


def items(request):
    if request.method == "POST":
        name = json.loads(request.body)["name"]
        return JsonResponse({"name": name}, status=201)
    return render(request, "i.html", {"rows": ["cup"]})


def basket(request):
    return HttpResponse(f"{request.session.get('basket', 0)} in the basket")


def me(request):
    return HttpResponse(f"customer {request.user.get_username()}")


def broken(request):
    raise ValueError("no such price")


urlpatterns = [
    path("items", items), path("old", lambda request: redirect("/items")),
    path("basket", basket), path("me", me), path("broken", broken),
]

# region show
client = Client()

answer = client.post("/items", {"name": "cup"},
                     content_type="application/json")
print("POST JSON:", answer.status_code, answer.json())

answer = client.get("/old", follow=True)
passed = [url for url, status in answer.redirect_chain]
print("redirects followed:", passed, answer.text)

stored = client.session
stored["basket"] = 3
stored.save()
print("session set first:", client.get("/basket").text)

client.force_login(User.objects.create_user("ada"))
print("logged in:", client.get("/me").text)
# endregion

print("template context:", client.get("/items").context["rows"])

quiet = Client(raise_request_exception=False)
print("view raises, raise_request_exception=False:",
      quiet.get("/broken").status_code)
try:
    client.get("/broken")
except ValueError as error:
    print("view raises, plain client:", repr(error))

request = RequestFactory().post("/basket?page=2")
print("request without a client:", request.method, request.GET["page"])
print("host name in tests:", request.get_host())
