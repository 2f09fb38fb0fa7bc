import pkgutil

import django
from django.conf import settings
from django.contrib.sessions import backends
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import path

# region show
ENGINE = "django.contrib.sessions.backends.signed_cookies"
settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__,
    SESSION_ENGINE=ENGINE,
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
    ],
)
django.setup()


def login(request):
    request.session["customer"] = "ada"
    return HttpResponse("welcome")


def logout(request):
    request.session.flush()
    return HttpResponse("goodbye")
# endregion


def me(request):
    return HttpResponse(request.session.get("customer", "anonymous"))


urlpatterns = [path("login", login), path("me", me), path("logout", logout)]


def ask(cookie):
    client = Client()
    client.cookies["sessionid"] = cookie
    return client.get("/me").text


browser = Client()
browser.post("/login")
cookie = browser.cookies["sessionid"].value
payload = cookie.split(":")[0]
print("cookie read without the key:",
      signing.b64_decode(payload.encode()).decode())
forged = signing.dumps({"customer": "eva"}, salt=ENGINE)
print("session forged with the key:", ask(forged))
print("cookie sent back unchanged:", ask(cookie))
print("tampered cookie:", ask("A" + cookie[1:]))
browser.post("/logout")
print("browser after logout:", browser.get("/me").text)
print("cookie replayed after logout:", ask(cookie))
print("session engines:",
      [name for _, name, _ in pkgutil.iter_modules(backends.__path__)
       if name != "base"])
