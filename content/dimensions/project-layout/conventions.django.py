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
from django.core.management import get_commands
from django.template.backends.django import get_installed_libraries
from django.views.generic import ListView
from shop.models import OrderLine

print("table of OrderLine:", OrderLine._meta.db_table)
print("its primary key, not written:", OrderLine._meta.pk.name)
view = ListView(model=OrderLine, object_list=OrderLine.objects.none())
print("template of its ListView:", ", ".join(view.get_template_names()))
print("template library found:", "money" in get_installed_libraries())
print("command found:", get_commands()["stock"])
print("signals.py imported by itself:", "shop.signals" in sys.modules)
write("extra/models.py", open("shop/models.py").read())
try:
    import extra.models
except RuntimeError as error:
    print("an app that is not listed:", str(error).partition(" and ")[2])
