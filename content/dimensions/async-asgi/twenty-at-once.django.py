import subprocess
import sys

if "gevent" in sys.argv:  # as gunicorn -k gevent does, first of all
    from gevent import monkey
    monkey.patch_all()

import asyncio
import threading
import time
from urllib.request import urlopen

import django
import gevent
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import AsyncClient
from django.urls import path
from gevent.pywsgi import WSGIServer

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
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
async def async_wait(request):
    enter()
    while peak < 20 and waiting():
        await asyncio.sleep(0.01)
    leave()
    return HttpResponse("done")


def plain_wait(request):
    enter()
    while peak < 20 and waiting():
        time.sleep(0.01)
    leave()
    return HttpResponse("done")
# endregion


urlpatterns = [path("async", async_wait), path("plain", plain_wait)]


async def twenty_on_asgi():
    client = AsyncClient()
    await asyncio.gather(*[client.get("/async") for _ in range(20)])


def twenty_on_gevent():
    server = WSGIServer(("127.0.0.1", 0), get_wsgi_application(), log=None)
    server.start()
    url = f"http://127.0.0.1:{server.server_port}/plain"
    gevent.joinall([gevent.spawn(lambda: urlopen(url).read())
                    for _ in range(20)])
    server.stop()


if "asgi" in sys.argv:
    asyncio.run(twenty_on_asgi())
    print(f"ASGI, async view: {peak} at once, {len(threads)} thread")
elif "gevent" in sys.argv:
    twenty_on_gevent()
    print(f"gevent, plain view: {peak} at once, {len(threads)} thread")
else:
    for kind in ["asgi", "gevent"]:
        run = [sys.executable, __file__, kind]
        print(subprocess.run(run, capture_output=True, text=True,
                             check=True).stdout.strip())
