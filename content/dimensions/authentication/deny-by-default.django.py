import logging

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path

AUTH = "django.contrib.auth"
settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGGING_CONFIG=None,
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[AUTH, "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                f"{AUTH}.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from django.contrib.auth import login as log_in  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402

# region show
from django.contrib.auth.decorators import (  # noqa: E402
    login_not_required,
)

settings.LOGIN_URL = "/login"
settings.MIDDLEWARE += [
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]


@login_not_required
def front(request):
    return HttpResponse("the shop window")


def invoices(request):      # written later, nothing marked
    return HttpResponse("all invoices")
# endregion


@login_not_required
def login(request):
    if request.method == "POST":
        log_in(request, User.objects.get(username="ada"))
    return HttpResponse("the login form")


urlpatterns = [path("", front), path("invoices", invoices),
               path("login", login)]

User.objects.create_user("ada")
client = Client()
print("a view marked public:", client.get("/").status_code)
answer = client.get("/invoices")
print("a view without a mark:", answer.status_code, answer["Location"])
print("an address that is not there:", client.get("/nowhere").status_code)
client.post("/login")
print("a view without a mark, logged in:", client.get("/invoices").text)
