import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    LOGIN_REDIRECT_URL="/orders",
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402


# region show
def own_login(request):     # after the password check
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    ):
        target = reverse("orders")
    return redirect(target)
# endregion


def orders(request):
    return HttpResponse("orders")


def unchecked(request):
    return redirect(request.GET["next"])


urlpatterns = [path("login", LoginView.as_view()), path("own", own_login),
               path("orders", orders, name="orders"),
               path("unchecked", unchecked)]
ADA = {"username": "ada", "password": "cup of tea at five"}
User.objects.create_user(**ADA)
for target in ("/basket", "https://evil.example/", "//evil.example/",
               "/\\evil.example/", "http:///evil.example/",
               "javascript:alert(1)"):
    query = {"next": target}
    ready = Client().post("/login", ADA, query_params=query)
    own = Client().post("/own", query_params=query)
    print(f"next={target}:", own["Location"],
          "| LoginView:", ready["Location"])
answer = Client().post("/unchecked?next=https://evil.example/")
print("without a check:", answer.status_code, answer["Location"])
