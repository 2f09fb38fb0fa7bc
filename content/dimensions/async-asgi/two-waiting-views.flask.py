import asyncio
import logging
import sys
import threading
import time
from urllib.request import urlopen

from asgiref.wsgi import WsgiToAsgi
from flask import Flask
from werkzeug.serving import make_server

logging.getLogger("werkzeug").disabled = True
app = Flask(__name__)
inside, peak = 0, 0


# region show
@app.get("/wait")
async def wait():
    global inside, peak
    inside += 1
    peak = max(peak, inside)
    for _ in range(40):             # wait for the other request
        if peak == 2:
            break
        await asyncio.sleep(0.01)
    inside -= 1
    return "done"
# endregion


finished = []


@app.get("/later")
async def later():
    async def write():
        await asyncio.sleep(0.01)
        finished.append(True)

    asyncio.create_task(write())
    return "answered"


@app.get("/sync")
def sync():
    time.sleep(0)
    return "a plain view"


def two_requests(label, threaded):
    global peak
    peak = 0
    server = make_server("127.0.0.1", 0, app, threaded=threaded)
    threading.Thread(target=server.serve_forever).start()
    url = f"http://127.0.0.1:{server.port}/wait"
    clients = [threading.Thread(target=lambda: urlopen(url).read())
               for _ in range(2)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    server.shutdown()
    print(f"{label}: {peak} at once")


async def call(application, path="/wait"):
    scope = {"type": "http", "method": "GET", "path": path,
             "query_string": b"", "headers": [], "http_version": "1.1",
             "scheme": "http", "server": ("localhost", 80)}

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        pass

    await application(scope, receive, send)


async def both(application):
    global peak
    peak = 0
    await asyncio.gather(call(application), call(application))
    return peak


async def leave_a_task(application):
    await call(application, "/later")
    await asyncio.sleep(0.05)


two_requests("WSGI, one thread", threaded=False)
two_requests("WSGI, a thread for each request", threaded=True)
print("ASGI through WsgiToAsgi:", asyncio.run(both(WsgiToAsgi(app))),
      "at once")

client = app.test_client()
client.get("/later")
time.sleep(0.05)
print("WSGI, task finished after the view:", bool(finished))
asyncio.run(leave_a_task(WsgiToAsgi(app)))
print("WsgiToAsgi, task finished after the view:", bool(finished))
print("sync and async views in one app:",
      client.get("/sync").text, "and", client.get("/later").text)
sys.modules["asgiref"] = sys.modules["asgiref.sync"] = None
app.testing = True
try:
    client.get("/later")
except RuntimeError as error:
    print("without asgiref:", error)
