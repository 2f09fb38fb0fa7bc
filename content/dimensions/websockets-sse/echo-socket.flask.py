import logging
import os
import sys
import threading

from flask import Flask, request
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
                for one in here:
                    one.send(f"to all, by {request.args['name']}")
            else:
                ws.send(text.upper())
    finally:
        here.discard(ws)
# endregion


@app.get("/page")
def page():
    return "a page"


server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"ws://127.0.0.1:{server.port}"


def visitor(name, origin="https://shop.example", address="echo"):
    try:
        return Client(f"{base}/{address}?name={name}",
                      headers={"Origin": origin})
    except ConnectionError as error:
        return f"refused with {error}"


def told(client):
    return client.receive(timeout=5)


ada = visitor("Ada")
ada.send("cup")
print("echo:", told(ada))
before = threading.active_count()
bob = visitor("Bob")
bob.send("pot")
print("second visitor:", told(bob))
print("threads that the second one cost the server:",
      threading.active_count() - before - 1)   # 1 is the client's
ada.send("all")
print("sent to all:", told(ada), "|", told(bob))
eve = visitor("Eve", origin="https://evil.example")
print("from a foreign page:", eve if isinstance(eve, str) else "let in")
print("socket to a plain route:", visitor("Ada", address="page"))
os._exit(sys.stdout.flush() or 0)
