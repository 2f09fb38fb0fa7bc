import django
from django.apps import AppConfig
from django.conf import settings
from django.db import DatabaseError, connection, models
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Item(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "item"


with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.bulk_create(Item(name=n) for n in ("cup", "pot", "jug"))

# region show
hostile = "x' OR '1'='1"
unsafe = f"SELECT * FROM item WHERE name = '{hostile}'"
safe = "SELECT * FROM item WHERE name = %s"
objects = Item.objects

print("3 rows in all: a 3 means the injection worked")
print("filter():", len(objects.filter(name=hostile)))
print("raw(), f-string:", len(objects.raw(unsafe)))
print("raw(), parameter:", len(objects.raw(safe, [hostile])))
with connection.cursor() as cursor:
    cursor.execute(unsafe)
    print("cursor, f-string:", len(cursor.fetchall()))
    cursor.execute(safe, [hostile])
    print("cursor, parameter:", len(cursor.fetchall()))
# endregion

where = f"name = '{hostile}'"
print("extra(), f-string:", len(objects.extra(where=[where])))
found = RawSQL(f"SELECT id FROM item WHERE {where}", [])
print("RawSQL, f-string:", len(objects.filter(id__in=found)))
quoted = "SELECT * FROM item WHERE name = '%s'" % hostile
print("raw(), % operator:", len(objects.raw(quoted)))
try:
    list(objects.raw("SELECT * FROM item WHERE name = '%s'", [hostile]))
except DatabaseError as error:
    print("raw(), parameter in quotes:", type(error).__name__)
print("extra(), parameter:",
      len(objects.extra(where=["name = %s"], params=[hostile])))

sql, values = objects.filter(name=hostile).query.sql_with_params()
print("sent:", sql.partition("WHERE ")[2], "and, apart from it:", values)
print("% as a value, contains:", len(objects.filter(name__contains="%")))
