import tracemalloc

import django
import postgres
from django.apps import AppConfig
from django.conf import settings

folder = postgres.start()


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop", "HOST": folder,
    }},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.db import connection, models, transaction  # noqa: E402


class Row(models.Model):
    text = models.CharField(max_length=200)


# region show
def all_at_once():
    return Row.objects.all()


def in_batches():
    return Row.objects.iterator(chunk_size=500)
# endregion


def measure(label, make):
    tracemalloc.start()
    rows = iter(make())
    next(rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        open_cursors = cursor.fetchone()[0]
    count = 1 + sum(1 for _ in rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{label}: {count} rows, cursors on the server: {open_cursors}")
    return peak


with connection.schema_editor() as editor:
    editor.create_model(Row)
Row.objects.bulk_create([Row(text="x" * 200) for _ in range(20_000)])
large = measure("all at once", all_at_once)
small = measure("iterator()", in_batches)
print("less than a tenth of the memory:", small < large / 10)

with transaction.atomic():
    rows = iter(in_batches())
    next(rows)
try:
    count = 1 + sum(1 for _ in rows)
    print("after a commit in the loop: went on,", count)
except Exception as error:
    print("after a commit in the loop:", type(error).__name__)

connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True
measure("DISABLE_SERVER_SIDE_CURSORS", in_batches)
