import os
import subprocess
import sys

CALL = "from django.core.management import call_command as call\n"


def run(*commands):
    """Several commands in one new process."""
    lines = [f"call(*{command.split()!r})" for command in commands]
    program = CALL + "\n".join(lines)
    subprocess.run([sys.executable, "-c", program], check=True)


run("startproject shop .", "startapp stock")
MODELS = """
from django.db import models


class Item(models.Model):
    name = models.CharField(max_length=40)
"""


def write(name, text, mode="a"):
    with open(name, mode) as file:
        file.write(text)


# region show
write("stock/models.py", MODELS, "w")
write("shop/settings.py", "\nINSTALLED_APPS += ['stock']\n")
write("stock/views.py", """
from django.http import JsonResponse

from .models import Item


def items(request):
    rows = Item.objects.values_list("name", flat=True)
    return JsonResponse(list(rows), safe=False)
""")
write("shop/urls.py", """
from stock.views import items

urlpatterns += [path("items", items)]
""")
# endregion
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
sys.path.insert(0, ".")
import django

django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client

call_command("makemigrations", verbosity=0)
call_command("migrate", verbosity=0)
from stock.models import Item

Item.objects.create(name="Lamp")
print("GET /items", Client(SERVER_NAME="localhost").get("/items").json())
tables = connection.introspection.table_names()
own = [name for name in tables if name.startswith("stock_")]
print("tables of the app:", ", ".join(own))
print("tables of Django's own apps:", len(tables) - len(own))
beside = [name for name in os.listdir() if "sqlite" in name]
print("database file beside manage.py:", beside[0])
write("stock/models.py", "    price = models.IntegerField(default=0)\n")
CALL += "import django; django.setup()\n"
run("makemigrations -v0", "migrate -v0")
with connection.cursor() as cursor:
    columns = connection.introspection.get_table_description(
        cursor, "stock_item"
    )
names = ", ".join(column.name for column in columns)
print("columns after makemigrations and migrate:", names)
