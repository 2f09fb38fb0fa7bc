import logging
import subprocess
import sys
import time

import servers
from django.conf import settings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client
from django.urls import path as route
from django.views.decorators.cache import cache_page

server, path = servers.redis()

# region show
settings.configure(
    ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"],
    CACHES={"default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"unix://{path}",
    }},
)
runs = []


@cache_page(60)
def prices(request):
    runs.append(1)
    return HttpResponse(f"run {len(runs)}")


urlpatterns = [route("prices/", prices)]
# endregion

get_wsgi_application()
client = Client(raise_request_exception=False)
page = lambda: client.get("/prices/").content.decode()
print("page:", page(), "|", page())

OTHER = """
import sys
from django.conf import settings
settings.configure(CACHES={"default": {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": sys.argv[1]}})
from django.core.cache import cache
print("another process reads:", cache.get("cup"))
for _ in range(100):
    cache.incr("visits")
"""
cache.set("cup", 5, timeout=60)
cache.set("visits", 0)
others = [
    subprocess.Popen([sys.executable, "-c", OTHER, f"unix://{path}"],
                     stdout=subprocess.PIPE, text=True)
    for _ in range(2)
]
print(others[0].communicate()[0], end="")
others[1].communicate()
print("two processes count to 100:", cache.get("visits"))

cache.set("soon", "gone", timeout=1)
client_of_redis = cache._cache.get_client()
print("expiry is left to Redis:", 0 < client_of_redis.ttl(":1:soon") <= 1)
time.sleep(1.1)
print("after it:", cache.get("soon"))

client_of_redis.set("of-another-app", 1)
cache.clear()
print("clear() leaves:", client_of_redis.keys())

servers.stop(server)
logging.disable()
print("Redis is down, the page:", client.get("/prices/").status_code)
try:
    cache.get("cup")
except Exception as error:
    print("Redis is down, cache.get():", type(error).__name__)
