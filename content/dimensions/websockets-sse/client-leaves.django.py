import asyncio
import logging
import os
import sys
import threading
import time
from http.client import HTTPConnection
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
                   LOGGING_CONFIG=None)
django.setup()
logging.disable(logging.CRITICAL)
next_event, closed = threading.Event(), threading.Event()
EVENTS = "text/event-stream"


# region show
async def async_events(request):
    async def stream():
        try:
            yield "data: first\n\n"
            await asyncio.sleep(10)
        finally:
            closed.set()

    return StreamingHttpResponse(stream(), content_type=EVENTS)
# endregion


def events(request):
    def stream():
        try:
            yield "data: first\n\n"
            next_event.wait(10)
            while True:
                yield "data: next\n\n"
                time.sleep(0.02)
        finally:
            closed.set()

    return StreamingHttpResponse(stream(), content_type=EVENTS)


urlpatterns = [path("async", async_events), path("events", events)]


def read_one(port, url):
    closed.clear()
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", url)
    answer = connection.getresponse()
    line = answer.readline().decode().strip()
    answer.close()
    connection.close()
    return line


config = uvicorn.Config(get_asgi_application(), port=0, lifespan="off",
                        log_level="critical")
server = uvicorn.Server(config)
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.01)
port = server.servers[0].sockets[0].getsockname()[1]
print("ASGI, first line:", read_one(port, "/async"))
print("ASGI, closed while it waits:", closed.wait(5))


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


server = make_server("127.0.0.1", 0, get_wsgi_application(),
                     handler_class=Quiet)
sys.stderr = open(os.devnull, "w")  # the broken pipe, which it reports
threading.Thread(target=server.serve_forever, daemon=True).start()
print("WSGI, first line:", read_one(server.server_port, "/events"))
print("WSGI, closed while it waits:", closed.wait(0.5))
next_event.set()
print("WSGI, closed once it writes:", closed.wait(5))
os._exit(sys.stdout.flush() or 0)
