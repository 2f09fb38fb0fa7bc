import pathlib
import time

from flask import Flask, request

# region show
app = Flask(__name__)


def lines():
    yield "data: one\n\n"
    time.sleep(1)
    pathlib.Path("last-line-is-written").touch()
    yield "data: two\n\n"


@app.get("/events/")
def events():
    response = app.response_class(
        lines(), mimetype="text/event-stream")
    if "unbuffered" in request.args:
        response.headers["X-Accel-Buffering"] = "no"
    return response
# endregion
