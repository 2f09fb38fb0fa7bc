import logging

import django
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path

# region show
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]


@login_not_required
def front(request):
    return HttpResponse("the front page")


def invoices(request):      # written later, nothing marked
    return HttpResponse("all invoices")
# endregion


settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGGING_CONFIG=None,
    ALLOWED_HOSTS=["*"], LOGIN_URL="/login", MIDDLEWARE=MIDDLEWARE,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from django.contrib.auth import login as log_in  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402


@login_not_required
def login(request):
    if request.method == "POST":
        log_in(request, User.objects.get(username="ada"))
    return HttpResponse("the login form")


urlpatterns = [path("", front), path("invoices", invoices),
               path("login", login)]

User.objects.create_user("ada")
client = Client()
print("public view:", client.get("/").status_code)
answer = client.get("/invoices")
print("unmarked view, anonymous:", answer.status_code, answer["Location"])
print("URL without a route:", client.get("/nowhere").status_code)
client.post("/login")
print("unmarked view, logged in:", client.get("/invoices").text)
