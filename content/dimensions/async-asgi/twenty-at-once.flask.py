import subprocess
import sys

if "gevent" in sys.argv:  # as gunicorn -k gevent does, first of all
    from gevent import monkey
    monkey.patch_all()

import asyncio
import threading
import time
from urllib.request import urlopen

import gevent
from flask import Flask
from flask.sansio.app import App
from gevent.pywsgi import WSGIServer
from quart import Quart

inside, peak, threads = 0, 0, set()
started = time.monotonic()


def enter():
    global inside, peak
    inside += 1
    peak = max(peak, inside)
    threads.add(threading.get_native_id())


def waiting():  # for the other nineteen, at most three seconds
    return time.monotonic() < started + 3


def leave():
    global inside
    inside -= 1


# region show
quart_app = Quart(__name__)
flask_app = Flask(__name__)


@quart_app.get("/wait")
async def async_wait():
    enter()
    while peak < 20 and waiting():
        await asyncio.sleep(0.01)
    leave()
    return "done"


@flask_app.get("/wait")
def plain_wait():
    enter()
    while peak < 20 and waiting():
        time.sleep(0.01)
    leave()
    return "done"
# endregion


async def twenty_on_quart():
    client = quart_app.test_client()
    await asyncio.gather(*[client.get("/wait") for _ in range(20)])


def twenty_on_gevent():
    server = WSGIServer(("127.0.0.1", 0), flask_app, log=None)
    server.start()
    url = f"http://127.0.0.1:{server.server_port}/wait"
    gevent.joinall([gevent.spawn(lambda: urlopen(url).read())
                    for _ in range(20)])
    server.stop()


if "quart" in sys.argv:
    asyncio.run(twenty_on_quart())
    print(f"Quart, async view: {peak} at once, {len(threads)} thread")
elif "gevent" in sys.argv:
    twenty_on_gevent()
    print(f"gevent, plain view: {peak} at once, {len(threads)} thread")
else:
    for kind in ["quart", "gevent"]:
        run = [sys.executable, __file__, kind]
        print(subprocess.run(run, capture_output=True, text=True,
                             check=True).stdout.strip())
    print("Quart and Flask share a base class:",
          issubclass(Quart, App) and issubclass(Flask, App))
