import os
import sys

from django.conf import settings


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w") as file:
        file.write(text)


# region show
write("shop/models.py", """
from django.db import models


class OrderLine(models.Model):
    text = models.TextField()
""")
write("shop/templates/shop/orderline_list.html", "by name")
write("shop/static/shop/a.css", "b{}")
write("shop/templatetags/money.py", "register = None")
write("shop/management/commands/stock.py", """
from django.core.management import BaseCommand as Command
""")
write("shop/admin.py", "print('admin.py was imported')")
write("shop/signals.py", "")
# endregion
settings.configure(
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.staticfiles",
        "shop",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
        }
    ],
)
sys.path.insert(0, ".")
import django

django.setup()
print("models.py was imported:", "shop.models" in sys.modules)
from django.contrib.staticfiles import finders
from django.core.management import get_commands
from django.db.migrations.loader import MigrationLoader
from django.template.backends.django import get_installed_libraries
from django.template.loader import render_to_string
from django.views.generic import ListView
from shop.models import OrderLine

print("table of OrderLine:", OrderLine._meta.db_table)
key = OrderLine._meta.pk
print("its implicit primary key:", key.name, type(key).__name__)
view = ListView(model=OrderLine, object_list=OrderLine.objects.none())
print("template of its ListView:", ", ".join(view.get_template_names()))
print("that template:", render_to_string(view.get_template_names()))
found = finders.find("shop/a.css") or ""
print("static file found:", os.path.relpath(found).replace(os.sep, "/"))
print("template library found:", "money" in get_installed_libraries())
print("command found:", get_commands()["stock"])
folder, _ = MigrationLoader.migrations_module("shop")
print("migrations belong in:", folder)
print("signals.py was imported:", "shop.signals" in sys.modules)
write("extra/models.py", open("shop/models.py").read())
try:
    import extra.models
except RuntimeError as error:
    reason = str(error).partition("extra.models.")[2]
    print("app not in INSTALLED_APPS:", type(error).__name__)
    print(" ", reason)
