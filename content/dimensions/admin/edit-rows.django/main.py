import io
import os
import re
from contextlib import redirect_stdout
from pathlib import Path

import django
from django.apps import AppConfig

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"


class ShopConfig(AppConfig):
    name = "__main__"  # a project has a package here, and a models.py in it
    label = "shop"


django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.admin.models import LogEntry  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=20)
    price = models.IntegerField()

    def __str__(self):
        return self.name


class Note(models.Model):
    pass


class Draft(models.Model):
    pass


admin.site.register(Note)


# region show
@admin.register(Item)
class ItemAdmin(admin.ModelAdmin):
    list_display = ["name", "price"]
    search_fields = ["name"]
    list_filter = ["price"]
    ordering = ["name"]
    actions = ["make_free"]

    @admin.action(description="Make free")
    def make_free(self, request, queryset):
        queryset.update(price=0)


urlpatterns = [path("admin/", admin.site.urls)]
# endregion


def names(url):
    page = client.get(url).text
    return re.findall(r'class="field-name".*?>([a-z]+)</a>', page)


def add(name, price):
    form = {"name": name, "price": price}
    answer = client.post("/admin/shop/item/add/", form)
    return f"{answer.status_code}, rows in the table: {Item.objects.count()}"


call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Item)
tables = connection.introspection.table_names()
client = Client()
client.force_login(User.objects.create_superuser("ann"))
items = "/admin/shop/item/"
print("add lamp            ", add("lamp", "1990"))
print("add desk            ", add("desk", "12000"))
print("price 'much'        ", add("vase", "much"))
print("the list, by name   ", names(items))
print("search for lam      ", names(items + "?q=lam"))
print("filter: price 1990  ", names(items + "?price=1990"))
chosen = {"action": "make_free", "_selected_action": "1"}
client.post(items, chosen)
print("action on lamp      ", "price", Item.objects.get(name="lamp").price)
client.post(items + "2/change/", {"name": "desk", "price": "9000"})
print("edit desk           ", "price", Item.objects.get(name="desk").price)
client.post(items + "1/delete/", {"post": "yes"})
print("delete lamp         ", "rows in the table:", Item.objects.count())
registered = [model.__name__ for model in admin.site._registry]
print("models in the admin ", sorted(registered))
print("model not registered", client.get("/admin/shop/draft/").status_code)
try:
    client.get("/admin/shop/note/")
except Exception as error:
    print("registered, no table", type(error).__name__)
print("history table       ", LogEntry._meta.db_table in tables)
log = [str(entry) for entry in LogEntry.objects.order_by("pk")]
print("what it holds       ", " ".join(log))
with redirect_stdout(io.StringIO()):
    call_command("startproject", "shop", ".")
project = Path("shop/settings.py").read_text()
print("in a new project    ",
      re.findall(r"django\.contrib\.(?:admin|auth)(?=')", project))
