import logging
import sqlite3

import servers
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client
from django.urls import path as route

server, path = servers.redis()

# region show
settings.configure(
    ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"], SECRET_KEY="x",
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware"],
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
    SESSION_COOKIE_AGE=3600,
    CACHES={"default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"unix://{path}",
    }},
    # endregion
    INSTALLED_APPS=["django.contrib.sessions"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3",
    }},
)


def login(request, name):
    request.session["name"] = name
    return HttpResponse("in")


def me(request):
    return HttpResponse(request.session.get("name", "nobody"))


urlpatterns = [route("login/<name>/", login), route("me/", me)]

get_wsgi_application()
client = Client(raise_request_exception=False)
store = cache._cache.get_client(write=True)
who = lambda: client.get("/me/").content.decode()

cookie = client.get("/login/ada/").cookies["sessionid"].value
print("cookie: sessionid | holds the name:", "ada" in cookie)
(key,) = store.keys()
print("key:", key.decode().replace(cookie, "<cookie>"))
print("expires within the hour:", 3500 < store.ttl(key) <= 3600)
value = store.get(key)
is_pickle = value[:1] == b"\x80"
print("value is a pickle:", is_pickle, "| readable:", b"ada" in value)
print("who:", who())

store.delete(key)
print("after its key is deleted:", who())

client.get("/login/ada/")
store.flushdb()
print("after Redis lost everything:", who())

call_command("migrate", verbosity=0)
settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
both = Client(raise_request_exception=False)
both.get("/login/ada/")
store.flushdb()
print("the same with cached_db:", both.get("/me/").content.decode())

servers.stop(server)
logging.disable()
print("Redis is down:", client.get("/me/").status_code)
print("Redis is down, cached_db:", both.get("/me/").status_code)
