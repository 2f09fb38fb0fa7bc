import logging

import django
from django.conf import settings
from django.core import signing
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

settings.configure(
    SECRET_KEY="first key", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.sessions"], LOGGING_CONFIG=None,
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from django.contrib.sessions.models import Session  # noqa: E402


# region show
def login(request):
    request.session["customer"] = "ada"
    request.session["basket"] = 3
    return HttpResponse("welcome")


def me(request):
    name = request.session.get("customer", "anonymous")
    return HttpResponse(name)


def logout(request):
    request.session.flush()
    return HttpResponse("goodbye")
# endregion


urlpatterns = [path("login", login), path("me", me), path("logout", logout)]


def ask(cookie):
    """Send one cookie from another browser."""
    client = Client()
    client.cookies["sessionid"] = cookie
    return client.get("/me").text


browser = Client()
browser.post("/login")
cookie = browser.cookies["sessionid"].value

print(f"cookie read without the key: {len(cookie)} random characters,",
      "ada in them:", "ada" in cookie)
print("row in django_session:", Session.objects.get().get_decoded())
print("value signed with the key, as a cookie:",
      ask(signing.dumps({"customer": "eva"})))
print("cookie sent back unchanged:", ask(cookie))

print("tampered cookie:", ask(cookie[:-3] + "000"))

browser.post("/logout")
print("browser after logout:", browser.get("/me").text)
print("cookie replayed after logout:", ask(cookie))
print("rows left after logout:", Session.objects.count())

browser.post("/login")
cookie = browser.cookies["sessionid"].value
with override_settings(SECRET_KEY="second key"):
    print("cookie after a change of the key:", ask(cookie))
with override_settings(SECRET_KEY="second key",
                       SECRET_KEY_FALLBACKS=["first key"]):
    print("old key in SECRET_KEY_FALLBACKS:", ask(cookie))
with override_settings(SECRET_KEY=""):
    print("no SECRET_KEY, read:", Client().get("/me").text)
    try:
        browser.post("/login")
    except ImproperlyConfigured as error:
        print("no SECRET_KEY, write:", type(error).__name__, error)
