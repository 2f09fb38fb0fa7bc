import logging
import time
from unittest.mock import patch

import django
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.test import Client, override_settings
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGGING_CONFIG=None,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions", "rest_framework"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from django.contrib.auth import login  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from rest_framework.authentication import (  # noqa: E402
    SessionAuthentication,
)
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.decorators import authentication_classes  # noqa: E402
from rest_framework.response import Response  # noqa: E402


# region show
def token(request):
    return JsonResponse({"token": get_token(request)})


def save(request):
    return JsonResponse({"saved": True})
# endregion


def enter(request):
    login(request, User.objects.get())
    return HttpResponse("welcome")


@api_view(["PUT"])
@authentication_classes([SessionAuthentication])
def api_save(request):
    return Response({"saved by": str(request.user)})


def refused(request, reason=""):
    return HttpResponse(reason, status=403)


settings.CSRF_FAILURE_VIEW = refused
urlpatterns = [path("token", token), path("items/1", save),
               path("login", enter), path("api/items/1", api_save)]
User.objects.create_user("ada")
browser = Client(enforce_csrf_checks=True)
answer = browser.get("/token")
token = answer.json()["token"]
print("cookies set with the token:", list(answer.cookies), "| HttpOnly:",
      bool(answer.cookies["csrftoken"]["httponly"]))


def put(url="/items/1", **headers):
    return browser.put(url, {"price": 5}, headers=headers,
                       content_type="application/json")


def api(who):
    answer = put("/api/items/1")
    print(f"Django REST framework, no token, {who}:",
          answer.status_code, answer.json())


api("anonymous")
print("JSON, no token:", put().status_code, put().text)
print("JSON, token in X-CSRFToken:",
      put(**{"X-CSRFToken": token}).status_code)
in_cookie = browser.cookies["csrftoken"].value
print("JSON, cookie value in X-CSRFToken:",
      put(**{"X-CSRFToken": in_cookie}).status_code)
later = time.time() + 2 * 3600
with patch("time.time", lambda: later):
    print("two hours later:", put(**{"X-CSRFToken": token}).status_code)
browser.get("/login")
answer = put(**{"X-CSRFToken": token})
print("token from before the login:", answer.status_code, answer.text)
api("logged in")
print("forms.Form without a token is valid:", forms.Form({}).is_valid())
with override_settings(CSRF_USE_SESSIONS=True):
    fresh = Client().get("/token")
    print("CSRF_USE_SESSIONS, cookies set:", list(fresh.cookies))
