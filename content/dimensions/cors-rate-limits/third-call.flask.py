import time
from pathlib import Path
from unittest.mock import patch

import flask
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)

# region show
limiter = Limiter(
    get_remote_address, app=app, headers_enabled=True,
    storage_uri="memory://", default_limits=["100 per hour"],
)


@app.post("/login")
@limiter.limit("2 per minute")
def login():
    return "wrong name or password"
# endregion


@app.get("/items")
def items():
    return {"items": ["cup"]}


now = time.time() // 60 * 60 + 60
client = app.test_client()


def post(address="10.0.0.1", later=0, **headers):
    with patch("time.time", lambda: now + later):
        return client.post("/login", environ_base={"REMOTE_ADDR": address},
                           headers=headers)


print("three calls:", [post().status_code for call in range(3)])
answer = post()
print("the refusal says: Retry-After", "Retry-After" in answer.headers,
      "| remaining", answer.headers["X-RateLimit-Remaining"])
print("another address:", post("10.0.0.2").status_code)
print("the same address, X-Forwarded-For made up:",
      post(**{"X-Forwarded-For": "10.9.9.9"}).status_code)
print("a minute later:", post(later=61).status_code)
with patch("time.time", lambda: now):
    print("a view without a limit of its own:",
          [client.get("/items").status_code for call in range(3)],
          client.get("/items").headers.get("X-RateLimit-Limit"))
second = Flask("a second process")
Limiter(get_remote_address, app=second, storage_uri="memory://",
        default_limits=["2 per minute"])
second.add_url_rule("/login", view_func=lambda: "login", methods=["POST"])
print("a second process, counts in memory:",
      second.test_client().post("/login").status_code)
core = Path(flask.__file__).parent
print("files of the core named after limits or throttles:",
      [one.name for one in core.rglob("*.py")
       if "limit" in one.name or "throttl" in one.name])
