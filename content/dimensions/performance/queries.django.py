from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db")}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
            "loaders": [("django.template.loaders.locmem.Loader",
                         {"page.html": "the same for all users"})],
        },
    }],
)
django.setup()


# region show
def plain(request):
    return HttpResponse("the same for all users")


def template(request):
    return render(request, "page.html")


def me(request):
    return HttpResponse(f"hello {request.user.username}")
# endregion


urlpatterns = [path("plain", plain), path("template", template),
               path("me", me)]
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402

User.objects.create_user("ada")


def ask(label, url):
    client = Client()
    client.force_login(User.objects.get())
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    tables = [query["sql"].split('FROM "')[1].split('"')[0]
              for query in seen]
    print(f"{label}: {len(tables)} queries", tables)


ask("/plain, logged in", "/plain")
ask("/template, logged in", "/template")
ask("/me, logged in", "/me")
with override_settings(SESSION_ENGINE=(
    "django.contrib.sessions.backends.signed_cookies"
)):
    ask("/me, logged in, session in a cookie", "/me")
