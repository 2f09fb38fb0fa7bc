import re
import time

from flask import Flask, g, request

app = Flask(__name__)


@app.before_request
def gate():
    if "key" not in request.args:
        return "no key", 401


# region show
@app.before_request
def start_timer():
    g.started = time.perf_counter()


@app.after_request
def stop_timer(response):
    started = g.pop("started", None)
    if started is not None:
        spent = (time.perf_counter() - started) * 1000
        response.headers["Server-Timing"] = f"app;dur={spent:.0f}"
    return response
# endregion


@app.get("/items/")
def items():
    return "items"


for url in ("/items/?key=1", "/items/", "/nothing/?key=1"):
    response = app.test_client().get(url)
    timing = response.headers.get("Server-Timing", "no timing")
    print(f"GET {url:15} {response.status_code}",
          re.sub(r"\d+", "(milliseconds)", timing))
