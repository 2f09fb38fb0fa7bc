import asyncio
import os
import sys
import threading
import time
from urllib.parse import parse_qs

import django
import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import path
from simple_websocket import Client
from simple_websocket.errors import ConnectionError

settings.configure(
    INSTALLED_APPS=["channels"], ALLOWED_HOSTS=["shop.example"],
    ROOT_URLCONF=__name__, SECRET_KEY="for this program only",
    CHANNEL_LAYERS={"default": {
        "BACKEND": "channels.layers.InMemoryChannelLayer"}},
)
django.setup()

from channels.generic.websocket import (  # noqa: E402
    AsyncWebsocketConsumer,
)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import (  # noqa: E402
    AllowedHostsOriginValidator,
)

urlpatterns = []


# region show
class Echo(AsyncWebsocketConsumer):
    async def connect(self):
        group_add = self.channel_layer.group_add
        await group_add("all", self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        group_discard = self.channel_layer.group_discard
        await group_discard("all", self.channel_name)

    async def receive(self, text_data):
        if text_data == "all":
            asked = parse_qs(self.scope["query_string"].decode())
            await self.channel_layer.group_send(
                "all", {"type": "to.all", "by": asked["name"][0]})
        else:
            await self.send(text_data.upper())

    async def to_all(self, event):
        await self.send(f"to all, by {event['by']}")
# endregion


routes = URLRouter([path("echo", Echo.as_asgi())])
application = ProtocolTypeRouter({
    "http": get_asgi_application(),
    "websocket": AllowedHostsOriginValidator(routes),
})
unguarded = ProtocolTypeRouter({"websocket": routes})


def serve(application):
    config = uvicorn.Config(application, port=0, log_level="critical",
                            ws="wsproto", lifespan="off")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    return f"ws://127.0.0.1:{port}"


def connect(name, origin="https://shop.example", base=serve(application)):
    try:
        return Client(f"{base}/echo?name={name}",
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
open_base = serve(unguarded)
eve = connect("Eve", origin="https://evil.example", base=open_base)
print("foreign Origin:", eve if isinstance(eve, str) else "accepted")
print("foreign Origin, checked:",
      connect("Eve", origin="https://evil.example"))

plain = get_asgi_application()
try:
    asyncio.run(plain({"type": "websocket", "path": "/"}, None, None))
except ValueError as error:
    print("socket to Django alone:", error)
os._exit(sys.stdout.flush() or 0)
