import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connections, models, transaction


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


SQLITE = "django.db.backends.sqlite3"


# region show
class ByModel:
    """Visits live in 'stats', all else in 'default'."""

    def place(self, model):
        return "stats" if model.__name__ == "Visit" else "default"

    def db_for_read(self, model, **hints):
        return self.place(model)

    def db_for_write(self, model, **hints):
        return self.place(model)


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


class Item(models.Model):
    name = models.CharField(max_length=80)


class Visit(models.Model):
    page = models.CharField(max_length=80)
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, db_constraint=False)


for alias, model in (("default", Item), ("stats", Visit)):
    with connections[alias].schema_editor() as editor:
        editor.create_model(model)


def tables(alias):
    return connections[alias].introspection.table_names()


cup = Item.objects.create(name="cup")
visit = Visit.objects.create(page="/cup")
print("tables of the first:", tables("default"))
print("tables of the second:", tables("stats"))
print("each row went to:", cup._state.db, visit._state.db)
print("place named in the call:", Item.objects.using("stats").db)

try:
    visit.item = cup
except ValueError as error:
    print("relation across:", str(error).partition(",")[0])
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
