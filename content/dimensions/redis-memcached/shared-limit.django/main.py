import logging
import subprocess
import sys

import servers
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import path as route

if len(sys.argv) > 1:
    backend, location = sys.argv[1:]
else:
    server, path = servers.redis()
    backend, location = "redis.RedisCache", f"unix://{path}"

# region show
settings.configure(
    ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"], SECRET_KEY="x",
    CACHES={"default": {
        "BACKEND": f"django.core.cache.backends.{backend}",
        "LOCATION": location,
    }},
    REST_FRAMEWORK={
        "DEFAULT_THROTTLE_CLASSES":
            ["rest_framework.throttling.AnonRateThrottle"],
        "DEFAULT_THROTTLE_RATES": {"anon": "3/minute"},
        # endregion
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
)
logging.disable()
get_wsgi_application()

from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.response import Response  # noqa: E402


@api_view()
def index(request):
    return Response("in")


urlpatterns = [route("", index)]
client = Client(raise_request_exception=False)
print([client.get("/").status_code for _ in range(2)])

if len(sys.argv) == 1:
    def other(*words):
        words = [sys.executable, "main.py", *words]
        done = subprocess.run(words, capture_output=True, text=True)
        return done.stdout.strip()

    print("another process, the same Redis:", other(backend, location))
    print("another process, in memory:", other("locmem.LocMemCache", "x"))
    servers.stop(server)
    print("Redis is down:", client.get("/").status_code)
