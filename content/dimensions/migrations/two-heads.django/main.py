import importlib
import io
import os
import sqlite3
import sys
from contextlib import redirect_stdout
from pathlib import Path

import django
from django.core.management import CommandError, call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()
folder = Path("shop/migrations")


def manage(*words):
    with redirect_stdout(io.StringIO()) as out:
        call_command(*words)
    return out.getvalue()


def sql(statement):
    with sqlite3.connect("shop.db") as db:
        return db.execute(statement).fetchall()


def columns():
    return [row[1] for row in sql("PRAGMA table_info(shop_item)")]


def add(name, after, title):
    (folder / f"{name}.py").write_text(
        f"import later\n\n\nclass Migration(later.{title}):\n"
        f"    dependencies = [('shop', '{after}')]\n")


# region show
try:
    manage("migrate")
except CommandError as error:
    print("two heads:", str(error).partition(" in ")[0])
manage("makemigrations", "--merge", "--noinput")
merged = next(folder.glob("0003_merge_*.py")).stem
manage("migrate")
print("after the merge:", columns())

sql("INSERT INTO shop_item (name, price, stock) "
    "VALUES ('cup', 0, 9)")
add("0004_prices", merged, "Prices")
manage("migrate")
print("data migration:", sql("SELECT name, price FROM shop_item"))

add("0005_broken", "0004_prices", "Broken")
try:
    manage("migrate")
except ValueError as error:
    print("fails half-way:", error)
print("columns after the failure:", columns())
# endregion

add("0005_broken", "0004_prices", "Unguarded")
sys.modules.pop("shop.migrations.0005_broken")
importlib.invalidate_caches()
try:
    manage("migrate")
except ValueError:
    print("with atomic = False, columns after the failure:", columns())
