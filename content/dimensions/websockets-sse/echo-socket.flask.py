import logging
import os
import sys
import threading

from flask import Flask, abort, request
from flask_sock import Sock
from simple_websocket import Client
from simple_websocket.errors import ConnectionError
from werkzeug.serving import make_server

logging.getLogger("werkzeug").disabled = True
app = Flask(__name__)
sock = Sock(app)
here = set()


# region show
@sock.route("/echo")
def echo(ws):
    here.add(ws)
    try:
        while True:
            text = ws.receive()
            if text == "all":
                for one in list(here):
                    one.send(f"to all, by {request.args['name']}")
            else:
                ws.send(text.upper())
    finally:
        here.discard(ws)
# endregion


TRUSTED = ["https://shop.example"]


@app.before_request
def check_origin():
    if request.path == "/guarded":
        if request.headers.get("Origin") not in TRUSTED:
            abort(403)


@sock.route("/guarded")
def guarded(ws):
    ws.send("welcome")


@app.get("/page")
def page():
    return "a page"


server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"ws://127.0.0.1:{server.port}"


def connect(name, origin="https://shop.example", path="echo"):
    try:
        return Client(f"{base}/{path}?name={name}",
                      headers={"Origin": origin})
    except ConnectionError as error:
        return f"refused with {error}"


def received(client):
    return client.receive(timeout=5)


ada = connect("Ada")
ada.send("cup")
print("echo:", received(ada))
before = threading.active_count()
bob = connect("Bob")
bob.send("pot")
print("second client:", received(bob))
print("server threads for the second client:",
      threading.active_count() - before - 1)   # 1 is the client's
ada.send("all")
print("sent to all:", received(ada), "|", received(bob))
eve = connect("Eve", origin="https://evil.example")
print("foreign Origin:", eve if isinstance(eve, str) else "accepted")
eve = connect("Eve", origin="https://evil.example", path="guarded")
print("foreign Origin, checked:", eve)
print("own Origin, checked:", received(connect("Ada", path="guarded")))
print("socket to a plain route:", connect("Ada", path="page"))
os._exit(sys.stdout.flush() or 0)
