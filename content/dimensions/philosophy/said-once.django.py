import django
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
        }
    }
)
django.setup()

from django.db import connection, models
from django.forms import modelform_factory


# region show
class Item(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"


ItemForm = modelform_factory(Item, fields=["name"])
# endregion

with connection.schema_editor() as editor:
    editor.create_model(Item)

form = ItemForm({"name": "x" * 30})
print("limit of the model:", Item._meta.get_field("name").max_length)
print("form accepts 30 characters:", form.is_valid())
print("error message:", form.errors["name"][0])
print("widget:", ItemForm()["name"])
item = Item(name="x" * 30)
item.save()
item.refresh_from_db()
print("saved without a form, SQLite stores:", len(item.name))
