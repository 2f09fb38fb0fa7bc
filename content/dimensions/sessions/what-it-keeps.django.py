import logging
import os
from datetime import datetime, timedelta, timezone

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, USE_TZ=True,
    INSTALLED_APPS=["django.contrib.sessions"], LOGGING_CONFIG=None,
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from django.contrib.sessions.models import Session  # noqa: E402

VALUES = {"tuple": (2, 3), "date": datetime(2026, 5, 1, tzinfo=timezone.utc),
          "set": {"new"}, "big": os.urandom(4000).hex()}


# region show
def fill(request):
    request.session["items"] = ["cup"]
    if "leave" in request.GET:
        request.session.set_expiry(0)
    return HttpResponse("filled")


def append(request):
    request.session["items"].append("plate")  # not noticed
    if "say" in request.GET:
        request.session.modified = True   # noticed
    return HttpResponse("appended")
# endregion


def put(request, name):
    request.session[name] = VALUES[name]
    return HttpResponse(name)


def show(request, name):
    return HttpResponse(repr(request.session.get(name)))


urlpatterns = [path("fill", fill), path("append", append),
               path("put/<name>", put), path("show/<name>", show)]


def attributes(answer):
    cookie = answer.cookies["sessionid"]
    return sorted(key if key == "expires" else f"{key}={value}"
                  for key, value in cookie.items() if value)


browser = Client()
print("cookie attributes:", attributes(browser.get("/fill")))
print("to end with the browser:", attributes(Client().get("/fill?leave=1")))
answer = browser.get("/show/items")
print("cookie sent for reading:", "sessionid" in answer.cookies,
      "| Vary:", answer["Vary"])
browser.get("/append")
print("list changed in place:", browser.get("/show/items").text)
browser.get("/append?say=1")
print("and modified = True:", browser.get("/show/items").text)
for name in ("tuple", "date", "set"):
    try:
        browser.get(f"/put/{name}")
        print(f"a {name} comes back as:", browser.get(f"/show/{name}").text)
    except TypeError as error:
        print(f"a {name}:", repr(error))
large = Client()
large.get("/put/big")
row = Session.objects.get(pk=large.session.session_key)
print("8000 letters: cookie of", len(large.cookies["sessionid"].value),
      "letters | row over 4093 letters:", len(row.session_data) > 4093)
now = datetime.now(timezone.utc)
print("a row is valid for", round((row.expire_date - now) / timedelta(1)),
      "days")
Session.objects.update(expire_date=now - timedelta(seconds=1))
print("row past its date:", browser.get("/show/items").text,
      "| rows still there:", Session.objects.count())
call_command("clearsessions")
print("rows after clearsessions:", Session.objects.count())
