import pkgutil
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    SECRET_KEY="for this sample",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)
import django

django.setup()

AUTH = "django.contrib.auth"
SESSIONS = "django.contrib.sessions.backends"

# region show
INCLUDED = {
    "routing": "django.urls.URLPattern",
    "templates": "django.template.Template",
    "signed sessions": SESSIONS + ".signed_cookies.SessionStore",
    "flash messages": "django.contrib.messages.success",
    "signals": "django.dispatch.Signal",
    "commands": "django.core.management.BaseCommand",
    "test client": "django.test.Client",
    "password hashing": AUTH + ".hashers.check_password",
    "ORM": "django.db.models.Model",
    "forms": "django.forms.Form",
    "login": "django.contrib.auth.login",
    "admin": "django.contrib.admin.ModelAdmin",
    "cache": "django.core.cache.cache",
    "email": "django.core.mail.send_mail",
    "RSS feeds": "django.contrib.syndication.views.Feed",
    "sitemaps": "django.contrib.sitemaps.Sitemap",
}
# endregion

for part, name in INCLUDED.items():
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)
    print(f"{part:20}{name}")


def modules(name):
    found = pkgutil.iter_modules(import_module(name).__path__)
    return " ".join(module.name for module in found)


from django.core.management import get_commands
from django.test import Client

tasks = "not included"
if find_spec("django.tasks"):
    tasks = "django.tasks, backends: " + modules("django.tasks.backends")
print(f"{'task API':20}{tasks}")
words = ("worker", "queue", "task", "celery", "beat")
names = [n for n in get_commands() if any(w in n for w in words)]
print("a command that runs a worker:", ", ".join(names) or "none")
print("commands:", " ".join(sorted(get_commands())))
print("middleware:", modules("django.middleware"))
urlpatterns = [path("", lambda request: HttpResponse("Hello"))]
client = Client()
answers = {client.get("/").status_code for _ in range(500)}
print("500 requests in a row are answered with:", answers)
