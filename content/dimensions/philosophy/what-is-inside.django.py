from importlib import import_module
from importlib.metadata import files
from importlib.util import find_spec

from django.conf import settings

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
    ]
)
import django

django.setup()

AUTH = "django.contrib.auth"
SESSIONS = "django.contrib.sessions.backends"

# region show
THERE = {
    "routes": "django.urls.URLPattern",
    "templates": "django.template.Template",
    "signed sessions": SESSIONS + ".signed_cookies.SessionStore",
    "flash messages": "django.contrib.messages.success",
    "signals": "django.dispatch.Signal",
    "commands": "django.core.management.BaseCommand",
    "test client": "django.test.Client",
    "password hashing": AUTH + ".hashers.check_password",
    "a database": "django.db.models.Model",
    "a login": "django.contrib.auth.login",
    "forms": "django.forms.Form",
    "an admin": "django.contrib.admin.ModelAdmin",
    "a cache for data": "django.core.cache.cache",
    "mail": "django.core.mail.send_mail",
    "feeds and sitemaps": "django.contrib.sitemaps.Sitemap",
}
ABSENT = {
    "rate limits": "rate_limit",
    "background workers": "celery",
}
# endregion

for part, name in THERE.items():
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)
    print(f"{part:20}{name}")

sources = [
    file.read_text(encoding="utf-8").lower()
    for package in ("django", "asgiref", "sqlparse")
    for file in files(package)
    if file.suffix == ".py" and "locale" not in file.parts
]
for part, word in ABSENT.items():
    hits = sum(word in source for source in sources)
    print(f"{part:20}none: {hits} source files mention {word}")
tasks = "django.tasks" if find_spec("django.tasks") else "none"
print(f"{'task definitions':20}{tasks}")
