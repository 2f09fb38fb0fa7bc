import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.db.models import Q


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


# region show
class Item(models.Model):
    name = models.CharField(max_length=80)
    stock = models.IntegerField(default=0)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["name", "-stock"],
                         name="by_name"),
            models.Index(fields=["name"], name="in_stock",
                         condition=Q(stock__gt=0)),
        ]


def large():
    return Item.objects.filter(details__size="L")
# endregion


with connection.schema_editor() as editor:
    editor.create_model(Item)
with connection.cursor() as cursor:
    cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index' "
                   "AND name IN ('by_name', 'in_stock') ORDER BY name")
    for sql, in cursor.fetchall():
        print(sql.replace('"', ""))

Item.objects.create(name="cup", details={"size": "L", "colours": ["red"]})
Item.objects.create(name="pot", details={"size": "S", "colours": []})
print("size L:", [item.name for item in large()])
print("first colour red:", [
    item.name for item in Item.objects.filter(details__colours__0="red")])
cup = large().get()
cup.details["size"] = "XL"          # changed in place
cup.save()
cup.refresh_from_db()
print("changed in place, then saved:", cup.details["size"])
