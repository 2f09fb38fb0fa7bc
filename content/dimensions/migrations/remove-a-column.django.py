import django
from django.apps import AppConfig
from django.conf import settings
from django.db import IntegrityError, connection, models


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


class OldItem(models.Model):            # release 1
    name = models.CharField(max_length=80)
    colour = models.CharField(max_length=20)

    class Meta:
        db_table = "item"


# region show
class Item(models.Model):               # release 2: no colour
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "item"


def store(label):
    try:
        Item.objects.create(name="cup")
        print(f"{label}: stored")
    except IntegrityError as error:
        print(f"{label}: {error}")


def alter(**options):                   # what a migration does
    new = models.CharField(max_length=20, **options)
    new.set_attributes_from_name("colour")
    with connection.schema_editor() as editor:
        editor.alter_field(
            OldItem, OldItem._meta.get_field("colour"), new)
# endregion


def names():
    return list(OldItem.objects.values_list("name", "colour"))


with connection.schema_editor() as editor:
    editor.create_model(OldItem)
OldItem.objects.create(name="pot", colour="red")
store("field removed, column as it was")
alter(null=True)
store("field removed, column nullable")
with connection.schema_editor() as editor:
    editor.delete_model(OldItem)
    editor.create_model(OldItem)
alter(db_default="")
store("field removed, column with db_default")
print("old code still reads:", names())
