from pathlib import Path

import django
from django.conf import settings
from django.core import signing
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

settings.configure(
    SECRET_KEY="first", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db")}},
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402

urlpatterns = [path("me", lambda request: HttpResponse(
    request.user.username or "anonymous"))]


def ask(text):
    try:
        return signing.loads(text)["name"]
    except signing.BadSignature:
        return "anonymous"


def login():
    client = Client()
    client.force_login(ada)
    return client


ada = User.objects.create_user("ada")
text = signing.dumps({"name": "ada"})
visits, stays_away = login(), login()

# region show
after = override_settings(
    SECRET_KEY="second", SECRET_KEY_FALLBACKS=["first"]
)
later = override_settings(SECRET_KEY="second")
# endregion
with after:
    print("old signature, old key as fallback:", ask(text))
    fresh = signing.dumps({"name": "ada"})
    print("old login, old key as fallback:", visits.get("/me").text)
with later:
    print("old signature, fallback removed:", ask(text))
    print("new signature, read with the new key alone:", ask(fresh))
    print("old login, used in between, fallback removed:",
          visits.get("/me").text)
    print("old login, not used in between, fallback removed:",
          stays_away.get("/me").text)
