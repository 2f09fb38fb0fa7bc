import asyncio
import logging
import threading
import time
from importlib import metadata
from socketserver import ThreadingMixIn
from urllib.request import urlopen
from wsgiref.simple_server import (
    WSGIRequestHandler, WSGIServer, make_server,
)

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
                   LOGGING_CONFIG=None)
django.setup()
logging.disable(logging.CRITICAL)
inside, peak = 0, 0


# region show
async def wait(request):
    global inside, peak
    inside += 1
    peak = max(peak, inside)
    for _ in range(40):             # wait for the other request
        if peak == 2:
            break
        await asyncio.sleep(0.01)
    inside -= 1
    return HttpResponse("done")
# endregion


finished, threads = [], {}


async def later(request):
    threads["async view"] = threading.current_thread()

    async def write():
        await asyncio.sleep(0.01)
        finished.append(True)

    request.task = asyncio.create_task(write())
    return HttpResponse("answered")


def sync(request):
    threads["plain view"] = threading.current_thread()
    return HttpResponse("a plain view")


urlpatterns = [path("wait", wait), path("later", later),
               path("sync", sync)]


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


class Threaded(ThreadingMixIn, WSGIServer):
    pass


def two_requests(label, kind):
    global peak
    peak = 0
    server = make_server("127.0.0.1", 0, get_wsgi_application(),
                         kind, handler_class=Quiet)
    threading.Thread(target=server.serve_forever).start()
    url = f"http://127.0.0.1:{server.server_port}/wait"
    clients = [threading.Thread(target=lambda: urlopen(url).read())
               for _ in range(2)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    server.shutdown()
    print(f"{label}: {peak} at once")


async def call(application, url_path="/wait"):
    scope = {"type": "http", "method": "GET", "path": url_path,
             "query_string": b"", "headers": [], "http_version": "1.1",
             "scheme": "http", "server": ("localhost", 80)}
    answer, wait_for_end = [], asyncio.Event()

    async def receive():
        if not answer:
            answer.append(b"")
            return {"type": "http.request", "body": b""}
        await wait_for_end.wait()

    async def send(message):
        answer.append(message.get("body", b""))

    await application(scope, receive, send)
    return b"".join(answer).decode()


async def both(application):
    global peak
    peak = 0
    await asyncio.gather(call(application), call(application))
    return peak


async def leave_a_task(application):
    await call(application, "/later")
    await asyncio.sleep(0.05)


async def both_kinds(application):
    answers = [await call(application, "/sync"),
               await call(application, "/later")]
    loop = threading.current_thread()
    where = {kind: "the loop's thread" if one is loop else "another thread"
             for kind, one in threads.items()}
    return answers, where


application = get_asgi_application()
two_requests("WSGI, one thread", WSGIServer)
two_requests("WSGI, a thread for each request", Threaded)
print("ASGI, one process:", asyncio.run(both(application)), "at once")
Client().get("/later")
time.sleep(0.05)
print("WSGI, task finished after the view:", bool(finished))
finished.clear()
asyncio.run(leave_a_task(application))
print("ASGI, task finished after the view:", bool(finished))
answers, where = asyncio.run(both_kinds(application))
print("sync and async views in one app:", " and ".join(answers))
for kind in ["plain view", "async view"]:
    print(f"ASGI, {kind} runs in:", where[kind])
needed = [one for one in metadata.requires("django") if "asgiref" in one]
print("asgiref is a dependency:", bool(needed))
