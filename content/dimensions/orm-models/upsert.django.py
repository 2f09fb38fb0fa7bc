import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.test.utils import CaptureQueriesContext


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


class Item(models.Model):
    sku = models.CharField(max_length=20, unique=True)
    stock = models.IntegerField(default=0)


with connection.schema_editor() as editor:
    editor.create_model(Item)


def counted(label, action):
    with CaptureQueriesContext(connection) as seen:
        answer = action()
    sent = [q["sql"].split()[0] for q in seen
            if q["sql"] not in ("BEGIN", "COMMIT")]
    print(f"{label}: {answer} {sent}")


def item(pair):
    return pair[0].stock, pair[1]


# region show
def ensure(sku):
    return Item.objects.get_or_create(sku=sku)


def put(sku, stock):
    return Item.objects.update_or_create(
        sku=sku, defaults={"stock": stock})


def upsert(rows):
    return Item.objects.bulk_create(
        [Item(**row) for row in rows], update_conflicts=True,
        unique_fields=["sku"], update_fields=["stock"])
# endregion


counted("not there yet", lambda: item(ensure("cup")))
counted("there already", lambda: item(ensure("cup")))
counted("updated", lambda: item(put("cup", 5)))
rows = [{"sku": "cup", "stock": 7}, {"sku": "pot", "stock": 1}]
counted("two rows, one statement", lambda: len(upsert(rows)))
print("stored:", list(Item.objects.values_list("sku", "stock")))
