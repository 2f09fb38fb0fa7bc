import logging

import django
from django.conf import settings
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
    return HttpResponse(request.session.get("customer", "nobody"))


def logout(request):
    request.session.flush()
    return HttpResponse("goodbye")
# endregion


urlpatterns = [path("login", login), path("me", me), path("logout", logout)]


def ask(cookie):
    """Send one cookie from a browser that knows nothing else."""
    client = Client()
    client.cookies["sessionid"] = cookie
    return client.get("/me").text


browser = Client()
browser.post("/login")
cookie = browser.cookies["sessionid"].value

print(f"read without the key: {len(cookie)} letters and digits,",
      "ada in them:", "ada" in cookie)
print("a row in the database holds:", Session.objects.get().get_decoded())
print("cookie sent back as it is:", ask(cookie))

print("cookie changed by the browser:", ask(cookie[:-3] + "000"))

browser.post("/logout")
print("browser after logout:", browser.get("/me").text)
print("a copy of the cookie after logout:", ask(cookie))
print("rows left on the server:", Session.objects.count())

browser.post("/login")
cookie = browser.cookies["sessionid"].value
with override_settings(SECRET_KEY="second key"):
    print("a copy after a change of the key:", ask(cookie))
with override_settings(SECRET_KEY="second key",
                       SECRET_KEY_FALLBACKS=["first key"]):
    print("the same, old key in SECRET_KEY_FALLBACKS:", ask(cookie))
with override_settings(SECRET_KEY=""):
    print("no key at all, read:", Client().get("/me").text)
    try:
        browser.post("/login")
    except ImproperlyConfigured as error:
        print("no key at all, written:", type(error).__name__, error)
