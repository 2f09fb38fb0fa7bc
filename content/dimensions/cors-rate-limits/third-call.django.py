import logging
import subprocess
import sys
import time

import django
from django.conf import global_settings, settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

BACKEND = "django.core.cache.backends."
CACHES = {"default": {"BACKEND": BACKEND + "locmem.LocMemCache"}}
SHARED = {"default": {"BACKEND": BACKEND + "filebased.FileBasedCache",
                      "LOCATION": "cache"}}
settings.configure(
    CACHES=SHARED if "shared" in sys.argv else CACHES,
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["rest_framework"], USE_TZ=True, LOGGING_CONFIG=None,
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None,
        "DEFAULT_THROTTLE_CLASSES": [
            "rest_framework.throttling.AnonRateThrottle"],
        "DEFAULT_THROTTLE_RATES": {"anon": "100/hour", "login": "2/minute"},
        "DEFAULT_RENDERER_CLASSES": [
            "rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PERMISSION_CLASSES": []},
)
django.setup()
logging.disable(logging.CRITICAL)

from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.decorators import throttle_classes  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.throttling import AnonRateThrottle  # noqa: E402


# region show
class LoginThrottle(AnonRateThrottle):
    scope = "login"     # "2/minute" in DEFAULT_THROTTLE_RATES


@api_view(["POST"])
@throttle_classes([LoginThrottle])
def login(request):
    return Response("wrong name or password")
# endregion


@api_view(["GET"])
def items(request):
    return Response({"items": ["cup"]})


def plain(request):
    return HttpResponse("ok")


urlpatterns = [path("login", login), path("items", items),
               path("plain", plain)]
now = time.time()
client = Client()
if "second process" in sys.argv:
    print(client.post("/login", REMOTE_ADDR="10.0.0.1").status_code)
    sys.exit()


def post(ip="10.0.0.1", later=0, **headers):
    LoginThrottle.timer = staticmethod(lambda: now + later)
    return client.post("/login", REMOTE_ADDR=ip, headers=headers)


def proxies(number):
    return override_settings(REST_FRAMEWORK={
        **settings.REST_FRAMEWORK, "NUM_PROXIES": number})


def second_process(*arguments):
    child = subprocess.run(
        [sys.executable, __file__, "second process", *arguments],
        text=True, capture_output=True)
    return child.stdout.strip()


print("Django alone, status codes of 200 calls:",
      {client.post("/plain").status_code for _ in range(200)})
print("three calls:", [post().status_code for call in range(3)])
answer = post()
print("429 with Retry-After:", "Retry-After" in answer,
      "| body:", answer.json()["detail"])
print("another IP address:", post("10.0.0.2").status_code)
forged = {"X-Forwarded-For": "10.9.9.9"}
behind = {"X-Forwarded-For": "10.9.9.9, 10.0.0.1"}
print("spoofed X-Forwarded-For:", post(**forged).status_code)
with proxies(0):
    print("NUM_PROXIES = 0, spoofed header:", post(**forged).status_code)
with proxies(1):
    print("NUM_PROXIES = 1, the proxy appends the client:",
          post("10.0.0.9", **behind).status_code)
print("a minute later:", post(later=61).status_code)
print("view without a limit of its own:",
      [client.get("/items").status_code for call in range(3)],
      "| limit:", settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["anon"])
cache.clear()
print("after cache.clear():", post().status_code)
print("default cache of a new project:",
      global_settings.CACHES["default"]["BACKEND"])
print("counts in memory, fourth call in a second process:",
      second_process())
with override_settings(CACHES=SHARED):
    for call in range(3):
        post()
    print("counts in a shared cache, fourth call in a second process:",
          second_process("shared"))
