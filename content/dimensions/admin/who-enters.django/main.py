import logging
import os

import django
from django.apps import AppConfig

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"


class ShopConfig(AppConfig):
    name = "__main__"  # a project has a package here, and a models.py in it
    label = "shop"


django.setup()
logging.disable()  # what is refused is printed, not logged

from django.conf import settings  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.contrib.auth.models import Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=20)


# region show
admin.site.register(Item)
urlpatterns = [path("admin/", admin.site.urls)]


def people(view, change):  # migrate makes these two permissions
    staff = {"is_staff": True}
    User.objects.create_user("customer")
    User.objects.create_user("hired", **staff)
    reader = User.objects.create_user("reader", **staff)
    reader.user_permissions.add(view)
    clerk = User.objects.create_user("clerk", **staff)
    clerk.user_permissions.add(view, change)
    User.objects.create_superuser("boss")
# endregion


def visitor(name, **options):
    client = Client(**options)
    if name != "anonymous":
        client.force_login(User.objects.get(username=name))
    return client


call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Item)
kind = ContentType.objects.get_for_model(Item)
people(*[
    Permission.objects.create(
        codename=f"{act}_item", name=f"Can {act} item", content_type=kind
    )
    for act in ["view", "change"]
])

items = "/admin/shop/item/"
lamp = Item.objects.create(name="lamp")
print("registered, nothing else")
for name in ["anonymous", "customer", "hired", "reader", "clerk", "boss"]:
    client = visitor(name)
    page = client.get(items).status_code
    client.post(f"{items}{lamp.pk}/change/", {"name": f"by {name}"})
    lamp.refresh_from_db()
    changed = lamp.name == f"by {name}"
    vase = Item.objects.create(name="vase")
    client.post(f"{items}{vase.pk}/delete/", {"post": "yes"})
    gone = not Item.objects.filter(pk=vase.pk).exists()
    print(f"  {name:9} list {page}, rows changed: {changed:d}, "
          f"deleted: {gone:d}")
client = visitor("boss", enforce_csrf_checks=True)
answer = client.post(items + "add/", {"name": "desk"})
print("no CSRF token:", answer.status_code,
      "rows added:", Item.objects.filter(name="desk").count())
client = visitor("anonymous")
rest = [name for name in settings.MIDDLEWARE if "csrf" not in name]
with override_settings(MIDDLEWARE=rest):
    client = visitor("boss", enforce_csrf_checks=True)
    answer = client.post(items + "add/", {"name": "desk"})
    print("no CSRF token, middleware removed:", answer.status_code)
print("anonymous is sent to:", visitor("anonymous").get(items)["Location"])
print("customer is sent to:", visitor("customer").get(items)["Location"])
print("login page:", client.get("/admin/login/").status_code)
pages = [entry.name for entry in admin.site.urls[0] if getattr(
    entry, "name", None)]
print("pages of the admin:", ", ".join(sorted(pages)))
