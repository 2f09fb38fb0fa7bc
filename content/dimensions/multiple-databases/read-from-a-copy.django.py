import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connections, models


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


# region show
class ReadFromCopy:
    def db_for_read(self, model, **hints):
        return "copy"

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, one, other, **hints):
        return True
# endregion


settings.configure(
    DATABASES={
        name: {"ENGINE": "django.db.backends.sqlite3",
               "NAME": f"{name}.db"} for name in ("default", "copy")},
    DATABASE_ROUTERS=["__main__.ReadFromCopy"],
    INSTALLED_APPS=["__main__.Shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Item(models.Model):
    name = models.CharField(max_length=80)


for alias in connections:
    with connections[alias].schema_editor() as editor:
        editor.create_model(Item)

Item.objects.create(name="cup")
print("written, then read:", list(Item.objects.all()))
first = Item.objects.using("default")
print("read from the first:", [i.name for i in first])

cup = first.get()
cup.save(using="copy")                  # stands in for replication
print("after the copy is made:", [i.name for i in Item.objects.all()])
read = Item.objects.get()
read.name = "big cup"
read.save()
print("read from the copy, saved to:", read._state.db,
      [i.name for i in first.all()])
