import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

try:
    settings.DEBUG
except ImproperlyConfigured as error:
    print("no settings:", str(error).split(". You")[0])


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w") as file:
        file.write(text)


write("pages/index.html", "a page from pages/")
write("store/tables.py", "from django.db import models\n\n\n"
      "class Item(models.Model):\n    name = models.TextField()\n\n"
      "    class Meta:\n        app_label = 'store'\n")
write("store/history/__init__.py", "")
write("store/routes.py", "from django.shortcuts import render\n"
      "from django.urls import path\n\nurlpatterns = [\n"
      "    path('', lambda r: render(r, 'index.html'))\n]\n")

# region show
settings.configure(
    INSTALLED_APPS=["store"],
    ROOT_URLCONF="store.routes",
    TEMPLATES=[
        {
            "BACKEND":
                "django.template.backends.django.DjangoTemplates",
            "DIRS": ["pages"],
        }
    ],
    MIGRATION_MODULES={"store": "store.history"},
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
        }
    },
    ALLOWED_HOSTS=["testserver"],
)
# endregion
sys.path.insert(0, ".")
import django

django.setup()
from django.apps import apps
from django.core.management import call_command
from django.test import Client

print("models found in store/tables.py:", list(apps.get_models()) or "none")
import store.tables

print("once it is imported:", [m.__name__ for m in apps.get_models()])
call_command("makemigrations", "store", verbosity=0)
names = [n for n in os.listdir("store/history") if n.startswith("0")]
print("migrations in store/history:", ", ".join(names))
print("GET /", Client().get("/").content.decode())
from django.test import override_settings

with override_settings():
    del settings.ROOT_URLCONF
    try:
        Client().get("/")
    except AttributeError as error:
        print("no URLconf:", type(error).__name__, error.name)
