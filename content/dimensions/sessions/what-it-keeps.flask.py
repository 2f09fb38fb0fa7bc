import os
import time
import warnings
from datetime import datetime, timezone
from unittest.mock import patch

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = "for tests only"
app.testing = True
VALUES = {"tuple": (2, 3), "date": datetime(2026, 5, 1, tzinfo=timezone.utc),
          "set": {"new"}, "big": os.urandom(4000).hex()}


# region show
@app.get("/fill")
def fill():
    session["items"] = ["cup"]
    session.permanent = "stay" in request.args
    return "filled"


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
print("to outlive the browser:",
      attributes(app.test_client().get("/fill?stay=1")))
answer = browser.get("/show/items")
print("cookie sent for reading:", "Set-Cookie" in answer.headers,
      "| Vary:", answer.headers["Vary"])
staying = app.test_client()
staying.get("/fill?stay=1")
print("and for reading a permanent session:",
      "Set-Cookie" in staying.get("/show/items").headers)
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
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    answer = app.test_client().get("/put/big")
print("8000 letters: cookie over 4093 bytes:",
      len(answer.headers["Set-Cookie"]) > 4093,
      "| warned:", "too large" in str(seen[0].message))
for days in (30, 32):
    then = int(time.time()) - days * 86400
    old = app.test_client()
    with patch("itsdangerous.TimestampSigner.get_timestamp",
               lambda self: then):
        old.get("/fill")
    print(f"cookie signed {days} days ago:", old.get("/show/items").text)
