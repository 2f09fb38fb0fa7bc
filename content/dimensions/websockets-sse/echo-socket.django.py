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


application = ProtocolTypeRouter({
    "http": get_asgi_application(),
    "websocket": AllowedHostsOriginValidator(
        URLRouter([path("echo", Echo.as_asgi())])),
})


config = uvicorn.Config(application, port=0, log_level="critical",
                        ws="wsproto", lifespan="off")
server = uvicorn.Server(config)
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.01)
port = server.servers[0].sockets[0].getsockname()[1]
base = f"ws://127.0.0.1:{port}"


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

plain = get_asgi_application()
try:
    asyncio.run(plain({"type": "websocket", "path": "/"}, None, None))
except ValueError as error:
    print("socket to Django alone:", error)
os._exit(sys.stdout.flush() or 0)
