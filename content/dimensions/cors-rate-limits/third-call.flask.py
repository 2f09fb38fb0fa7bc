import subprocess
import sys
import time
from unittest.mock import patch

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

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


client = app.test_client()
if "second process" in sys.argv:
    print(client.post("/login").status_code)
    sys.exit()
plain = Flask("without the extension")
plain.add_url_rule("/login", view_func=lambda: "ok", methods=["POST"])
quiet = Flask("no headers_enabled")
Limiter(get_remote_address, app=quiet, storage_uri="memory://",
        default_limits=["1 per day"])
quiet.add_url_rule("/", view_func=lambda: "ok")
now = time.time() // 60 * 60 + 60


def post(ip="10.0.0.1", later=0, **headers):
    with patch("time.time", lambda: now + later):
        return client.post("/login", environ_base={"REMOTE_ADDR": ip},
                           headers=headers)


print("Flask alone, status codes of 200 calls:",
      {plain.test_client().post("/login").status_code for _ in range(200)})
print("three calls:", [post().status_code for call in range(3)])
answer = post()
print("429 with Retry-After:", "Retry-After" in answer.headers,
      "| body:", "2 per 1 minute" in answer.text)
quiet.test_client().get("/")
answer = quiet.test_client().get("/")
print("without headers_enabled:", answer.status_code,
      "| Retry-After:", "Retry-After" in answer.headers)
print("another IP address:", post("10.0.0.2").status_code)
forged = {"X-Forwarded-For": "10.9.9.9"}
behind = {"X-Forwarded-For": "10.9.9.9, 10.0.0.1"}
print("spoofed X-Forwarded-For:", post(**forged).status_code)
app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)
print("ProxyFix, spoofed header without a proxy:", post(**forged).status_code)
print("ProxyFix, the proxy appends the client:",
      post("10.0.0.9", **behind).status_code)
print("a minute later:", post(later=61).status_code)
with patch("time.time", lambda: now):
    print("view without a limit of its own:",
          [client.get("/items").status_code for call in range(3)],
          "| limit:", client.get("/items").headers["X-RateLimit-Limit"])
child = subprocess.run([sys.executable, __file__, "second process"],
                       text=True, capture_output=True)
print("counts in memory, fourth call in a second process:",
      child.stdout.strip())
