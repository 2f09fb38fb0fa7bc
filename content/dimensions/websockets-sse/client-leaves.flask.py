import logging
import os
import sys
import threading
import time
from http.client import HTTPConnection

from flask import Flask, Response
from werkzeug.serving import make_server

logging.getLogger("werkzeug").disabled = True
app = Flask(__name__)
next_event, closed = threading.Event(), threading.Event()


# region show
@app.get("/events")
def events():
    def stream():
        try:
            yield "data: first\n\n"
            next_event.wait(10)
            while True:
                yield "data: next\n\n"
                time.sleep(0.02)
        finally:
            closed.set()

    return Response(stream(), mimetype="text/event-stream")
# endregion


server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
connection = HTTPConnection("127.0.0.1", server.port)
connection.request("GET", "/events")
answer = connection.getresponse()
print("first line:", answer.readline().decode().strip())
answer.close()
connection.close()
print("closed while it waits:", closed.wait(0.5))
next_event.set()
print("closed once it writes:", closed.wait(5))
os._exit(sys.stdout.flush() or 0)
