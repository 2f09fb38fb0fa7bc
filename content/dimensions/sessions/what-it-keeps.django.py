import logging
import os
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
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

NOON = datetime(2026, 5, 1, 12)
VALUES = {
    "tuple": (2, 3),
    "UTC datetime": NOON.replace(tzinfo=timezone.utc),
    "naive datetime": NOON, "date": date(2026, 5, 1),
    "UUID": UUID(int=1), "bytes": b"cup", "Decimal": Decimal("9.50"),
    "integer key": {1: "cup"}, "set": {"new"},
    "big": os.urandom(4000).hex(),
}


# region show
def fill(request):
    request.session["items"] = ["cup"]
    if "leave" in request.GET:
        request.session.set_expiry(0)
    return HttpResponse("filled")


def replace(request):       # an assignment is noticed
    request.session["items"] = [
        *request.session["items"], "plate"]
    return HttpResponse("replaced")


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
               path("replace", replace),
               path("put/<name>", put), path("show/<name>", show)]


def attributes(answer):
    cookie = answer.cookies["sessionid"]
    return sorted(key if key == "expires" else f"{key}={value}"
                  for key, value in cookie.items() if value)


browser = Client()
print("cookie attributes:", attributes(browser.get("/fill")))
print("set_expiry(0), attributes:", attributes(Client().get("/fill?leave=1")))
answer = browser.get("/show/items")
print("Set-Cookie on a read:", "sessionid" in answer.cookies,
      "| Vary:", answer["Vary"])


def queries(url):
    with CaptureQueriesContext(connection) as made:
        browser.get(url)
    return [one["sql"].split()[0] for one in made
            if one["sql"] not in ("BEGIN", "COMMIT")]


print("queries of a read:", queries("/show/items"),
      "| of a change:", queries("/fill"))
browser.get("/append")
print("append() alone:", browser.get("/show/items").text)
other = Client()
other.get("/fill")
other.get("/replace")
print("list assigned again:", other.get("/show/items").text)
browser.get("/append?say=1")
print("append() and modified = True:", browser.get("/show/items").text)
for name in list(VALUES)[:-1]:
    try:
        browser.get(f"/put/{name}")
        print(f"{name}: {VALUES[name]!r} ->",
              browser.get(f"/show/{name}").text)
    except TypeError as error:
        print(f"{name}:", repr(error))
with override_settings(SESSION_SAVE_EVERY_REQUEST=True):
    print("SESSION_SAVE_EVERY_REQUEST, Set-Cookie on a read:",
          "sessionid" in other.get("/show/items").cookies)
large = Client()
large.get("/put/big")
row = Session.objects.get(pk=large.session.session_key)
print("8000 characters, cookie value:",
      len(large.cookies["sessionid"].value),
      "| row over 4093 characters:", len(row.session_data) > 4093)
now = datetime.now(timezone.utc)
print("row expires in", round((row.expire_date - now) / timedelta(1)),
      "days")
Session.objects.update(expire_date=now - timedelta(seconds=1))
print("expired row:", browser.get("/show/items").text,
      "| rows in the table:", Session.objects.count())
call_command("clearsessions")
print("rows after clearsessions:", Session.objects.count())
