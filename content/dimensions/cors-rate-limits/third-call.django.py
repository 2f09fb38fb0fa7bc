import logging
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import path

settings.configure(
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


urlpatterns = [path("login", login), path("items", items)]
now = time.time()
client = Client()


def post(address="10.0.0.1", later=0, **headers):
    LoginThrottle.timer = staticmethod(lambda: now + later)
    return client.post("/login", REMOTE_ADDR=address, headers=headers)


print("three calls:", [post().status_code for call in range(3)])
answer = post()
print("the refusal says: Retry-After", "Retry-After" in answer,
      "|", answer.json()["detail"])
print("another address:", post("10.0.0.2").status_code)
print("the same address, X-Forwarded-For made up:",
      post(**{"X-Forwarded-For": "10.9.9.9"}).status_code)
with override_settings(REST_FRAMEWORK={
        **settings.REST_FRAMEWORK, "NUM_PROXIES": 0}):
    print("the same, with NUM_PROXIES = 0:",
          post(**{"X-Forwarded-For": "10.9.9.9"}).status_code,
          post(**{"X-Forwarded-For": "10.8.8.8"}).status_code)
print("a minute later:", post(later=61).status_code)
print("a view without a limit of its own:",
      [client.get("/items").status_code for call in range(3)])
cache.clear()
print("after the cache was cleared:", post().status_code)
print("where the counts are:", settings.CACHES["default"]["BACKEND"])
core = Path(django.__file__).parent
print("files of the core named after limits or throttles:",
      [one.name for one in core.rglob("*.py")
       if "limit" in one.name or "throttl" in one.name])
