import shutil
import sqlite3
import time

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import OperationalError, connection, models, transaction


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Item(models.Model):
    stock = models.IntegerField(default=5)


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


with connection.schema_editor() as editor:
    editor.create_model(Item)
item = Item.objects.create()
print("default: journal", pragma("journal_mode") + ", busy timeout",
      pragma("busy_timeout"), "ms")
other = sqlite3.connect("shop.db", timeout=0, isolation_level=None)


def other_writes():
    try:
        other.execute("UPDATE shop_item SET stock = 9")
        return "stored"
    except sqlite3.OperationalError as error:
        return str(error)


def other_writes_while_a_reader_is_open():
    with transaction.atomic():
        Item.objects.get()
        return other_writes()


print("journal delete, a reader is open, another connection writes:",
      other_writes_while_a_reader_is_open())

# region show
SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL",
    "timeout": 5,
    "transaction_mode": "IMMEDIATE",
}


def read_then_write():
    with transaction.atomic():
        item = Item.objects.get()
        result = other_writes()
        print("  another connection writes:", result)
        item.stock -= 1
        item.save()
        return result
# endregion


def attempt():
    start = time.monotonic()
    try:
        other_result = read_then_write()
        stock = Item.objects.get().stock
        lost = other_result == "stored" and stock != 9 - 1
        print(f"  stored: {stock}, the other write is lost: {lost}")
    except OperationalError as error:
        waited = time.monotonic() - start > 2.5
        print(f"  {error}, after the busy timeout: {waited}")


def configure(options):
    connection.close()
    settings.DATABASES["default"]["OPTIONS"] = options
    connection.settings_dict["OPTIONS"] = options


configure({"init_command": SQLITE["init_command"]})
print("journal wal, a reader is open, another connection writes:",
      other_writes_while_a_reader_is_open())
Item.objects.update(stock=5)
print("read, then write, default transaction mode:")
attempt()
configure(SQLITE)
Item.objects.update(stock=5)
print("read, then write, BEGIN IMMEDIATE:")
attempt()

Item.objects.create()
shutil.copy("shop.db", "copied.db")
target = sqlite3.connect("backup.db")
connection.ensure_connection()
connection.connection.backup(target)
for name in ("copied.db", "backup.db"):
    try:
        rows = sqlite3.connect(name).execute(
            "SELECT count(*) FROM shop_item").fetchone()[0]
    except sqlite3.OperationalError as error:
        rows = error
    print(f"2 rows, one still in the WAL; rows in {name}: {rows}")
