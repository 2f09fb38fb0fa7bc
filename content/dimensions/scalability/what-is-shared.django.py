import os
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path

visits = 0


# region show
def home(request):
    global visits
    visits += 1
    request.session.setdefault("name", "ada")
    return HttpResponse(f"visit {visits}")


def me(request):
    return HttpResponse(request.session.get("name", "anonymous"))
# endregion


urlpatterns = [path("", home), path("me", me)]


def set_up(key):
    settings.configure(
        SECRET_KEY=key, ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["testserver"], LOGGING_CONFIG=None,
        INSTALLED_APPS=["django.contrib.sessions"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                               "NAME": Path("shop.db")}},
    )
    django.setup()
    return Client()


def worker(key, cookie):
    """Another process, which gets nothing but the visitor's cookie."""
    client = set_up(key)
    client.cookies["sessionid"] = cookie
    print(client.get("/me").text, "|", client.get("/").text)


def ask(key, cookie):
    return subprocess.run(
        [sys.executable, __file__, key, cookie],
        capture_output=True, text=True, check=True,
    ).stdout.strip().split(" | ")


def main():
    client = set_up("same")
    call_command("migrate", verbosity=0)
    client.get("/")
    print("global variable, first process:", client.get("/").text)
    cookie = client.cookies["sessionid"].value
    name, visit = ask("same", cookie)
    print("global variable, second process:", visit)
    print("session, second process, same key:", name)
    print("session, second process, a random key:",
          ask(os.urandom(8).hex(), cookie)[0])


worker(*sys.argv[1:]) if len(sys.argv) > 1 else main()
