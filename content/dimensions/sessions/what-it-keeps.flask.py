import os
import time
import warnings
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from unittest.mock import patch
from uuid import UUID

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = "for tests only"
app.testing = True
NOON = datetime(2026, 5, 1, 12)
VALUES = {
    "tuple": (2, 3),
    "UTC datetime": NOON.replace(tzinfo=timezone.utc),
    "microseconds": NOON.replace(tzinfo=timezone.utc, microsecond=5),
    "naive datetime": NOON,
    "datetime at +02:00": NOON.replace(tzinfo=timezone(timedelta(hours=2))),
    "date": date(2026, 5, 1), "UUID": UUID(int=1), "bytes": b"cup",
    "Decimal": Decimal("9.50"), "integer key": {1: "cup"}, "set": {"new"},
    "big": os.urandom(4000).hex(),
}


# region show
@app.get("/fill")
def fill():
    session["items"] = ["cup"]
    session.permanent = "stay" in request.args
    return "filled"


@app.get("/replace")
def replace():              # an assignment is noticed
    session["items"] = [*session["items"], "plate"]
    return "replaced"


@app.get("/append")
def append():
    session["items"].append("plate")  # not noticed
    if "say" in request.args:
        session.modified = True   # noticed
    return "appended"
# endregion


@app.get("/put/<name>")
def put(name):
    session[name] = VALUES[name]
    return name


@app.get("/show/<name>")
def show(name):
    return repr(session.get(name))


def attributes(answer):
    parts = answer.headers["Set-Cookie"].split("; ")[1:]
    return sorted(part.split("=")[0] if part.startswith("Expires") else part
                  for part in parts)


browser = app.test_client()
print("cookie attributes:", attributes(browser.get("/fill")))
print("session.permanent, attributes:",
      attributes(app.test_client().get("/fill?stay=1")))
answer = browser.get("/show/items")
print("Set-Cookie on a read:", "Set-Cookie" in answer.headers,
      "| Vary:", answer.headers["Vary"])
staying = app.test_client()
staying.get("/fill?stay=1")
print("Set-Cookie on a read, permanent session:",
      "Set-Cookie" in staying.get("/show/items").headers)
browser.get("/append")
print("append() alone:", browser.get("/show/items").text)
other = app.test_client()
other.get("/fill")
other.get("/replace")
print("list assigned again:", other.get("/show/items").text)
browser.get("/append?say=1")
print("append() and modified = True:", browser.get("/show/items").text)
for name in list(VALUES)[:-1]:
    try:
        browser.get(f"/put/{name}")
        back = browser.get(f"/show/{name}").text.replace("datetime.", "")
        print(f"{name}: {VALUES[name]!r}".replace("datetime.", ""),
              "->", back)
    except TypeError as error:
        print(f"{name}:", repr(error))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    answer = app.test_client().get("/put/big")
print("8000 characters, cookie over 4093 bytes:",
      len(answer.headers["Set-Cookie"]) > 4093,
      "| warned:", "too large" in str(seen[0].message))
for days in (30, 32):
    then = int(time.time()) - days * 86400
    old = app.test_client()
    with patch("itsdangerous.TimestampSigner.get_timestamp",
               lambda self: then):
        old.get("/fill")
    print(f"cookie signed {days} days ago:", old.get("/show/items").text)
