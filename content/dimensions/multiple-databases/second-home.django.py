import sys

import django
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections, models, transaction


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


SQLITE = "django.db.backends.sqlite3"


# region show
class ByModel:
    """Visits live in 'stats', all else in 'default'."""

    def place(self, name):
        return "stats" if name == "visit" else "default"

    def db_for_read(self, model, **hints):
        return self.place(model._meta.model_name)

    def db_for_write(self, model, **hints):
        return self.place(model._meta.model_name)

    def allow_migrate(self, db, app, model_name=None, **hints):
        return self.place(model_name) == db


settings.configure(
    DATABASES={
        "default": {"ENGINE": SQLITE, "NAME": "shop.db"},
        "stats": {"ENGINE": SQLITE, "NAME": "stats.db"},
    },
    DATABASE_ROUTERS=["__main__.ByModel"],
# endregion
    INSTALLED_APPS=["__main__.Shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
apps.get_app_config("shop").models_module = sys.modules[__name__]


class Item(models.Model):
    name = models.CharField(max_length=80)


class Visit(models.Model):
    page = models.CharField(max_length=80)
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, db_constraint=False)


def tables(alias):
    return connections[alias].introspection.table_names()


def migrate(alias):
    call_command("migrate", database=alias, run_syncdb=True, verbosity=0)


migrate("default")
print("after migrate:", tables("default"), tables("stats"))
migrate("stats")
print("after migrate --database stats:", tables("default"), tables("stats"))
cup = Item.objects.create(name="cup")
visit = Visit.objects.create(page="/cup")
print("each row was stored in:", cup._state.db, visit._state.db)
try:
    Item.objects.using("stats").count()
except OperationalError as error:
    print("database named in the call:", error)

try:
    visit.item = cup
except ValueError as error:
    print("relation across:", type(error).__name__, "-",
          str(error).partition(",")[0])
visit.item_id = cup.pk
visit.save()
print("stored as a number, followed:", Visit.objects.get().item.name)
try:
    list(Visit.objects.filter(item__name="cup"))
except Exception as error:
    print("join across:", type(error).__name__, "-", error)

try:
    with transaction.atomic():
        Item.objects.create(name="pot")
        Visit.objects.create(page="/pot")
        raise ValueError
except ValueError:
    print("rolled back, rows:", Item.objects.count(),
          Visit.objects.count())
try:
    with transaction.atomic(), transaction.atomic(using="stats"):
        Item.objects.create(name="jug")
        Visit.objects.create(page="/jug")
        raise ValueError
except ValueError:
    print("a block for each database, rows:", Item.objects.count(),
          Visit.objects.count())
