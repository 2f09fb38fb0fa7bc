import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connections, models, transaction


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


# region show
class ReadFromReplica:
    def db_for_read(self, model, **hints):
        return "replica"

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, one, other, **hints):
        return True
# endregion


settings.configure(
    DATABASES={
        name: {"ENGINE": "django.db.backends.sqlite3",
               "NAME": f"{name}.db"} for name in ("default", "replica")},
    DATABASE_ROUTERS=["__main__.ReadFromReplica"],
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
primary = Item.objects.using("default")
print("read from the primary:", [i.name for i in primary])

cup = primary.get()
try:
    cup.refresh_from_db()
except Item.DoesNotExist as error:
    print("refresh_from_db():", type(error).__name__, "-", error)
cup.refresh_from_db(using="default")
with transaction.atomic():
    locked = Item.objects.select_for_update().get(pk=cup.pk)
    print("select_for_update() reads from:", locked._state.db,
          [locked.name])
cup.save(using="replica")               # stands in for replication
print("after replication:", [i.name for i in Item.objects.all()])
read = Item.objects.get()
read.name = "big cup"
read.save()
print("read from the replica, saved to:", read._state.db,
      [i.name for i in primary.all()])
