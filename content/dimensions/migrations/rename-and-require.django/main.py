import io
import multiprocessing
import os
import re
import sqlite3
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import django
import django.contrib.contenttypes.management  # noqa: F401
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
models = Path("shop/models.py")


def manage(*words, answer=""):
    sys.stdin, out = io.StringIO(answer), io.StringIO()
    status = 0
    try:
        with redirect_stdout(out), redirect_stderr(out):
            call_command(*words)
    except SystemExit as stop:
        status = stop.code
    return out.getvalue(), status


def sql(statement):
    with sqlite3.connect("shop.db") as db:
        return db.execute(statement).fetchall()


def line(text, part):
    return next((one.strip() for one in text.splitlines() if part in one),
                "not said")


def columns():
    return [row[1] for row in sql("PRAGMA table_info(shop_item)")]


def written(number):
    text = next(Path("shop/migrations").glob(f"{number}_*.py")).read_text()
    return re.findall(r"migrations\.(\w+)\(", text)


def in_a_new_process(stage, old="", new=""):
    models.write_text(models.read_text().replace(old, new))
    child = multiprocessing.get_context("fork").Process(
        target=lambda: (django.setup(), stage()))
    child.start()
    child.join()


def first():
    said, _ = manage("makemigrations")
    print("app without a migrations package:", said.strip())
    manage("makemigrations", "shop")
    print("first migration:", written("0001"))
    said, status = manage("makemigrations", "shop")
    print("again, before migrate:", said.strip(), "- exit status", status)
    said, _ = manage("sqlmigrate", "shop", "0001")
    print("SQL, not run:", line(said, "CREATE").partition(" NOT NULL")[0])
    print("table before migrate:", columns())
    manage("migrate")
    print("table after migrate:", columns())
    sql("INSERT INTO shop_item (name) VALUES ('cup')")


# region show
def rename():
    said, status = manage(
        "makemigrations", "--check", answer="y\n")
    print("drift check, exit status:", status)
    said, _ = manage("makemigrations", "--noinput", "--dry-run")
    print("rename, --noinput:",
          re.findall(r"[-+] (\w+ field \w+)", said))
    said, status = manage("makemigrations", "shop", answer="y\n")
    print("asked:", line(said, "renamed").partition("[")[0])
    print("rename, written:", written("0002"))
    manage("migrate")
    print("rows after it:", sql("SELECT title FROM shop_item"))


def require():
    said, status = manage("makemigrations", "shop", "--noinput")
    print("required column, --noinput:", line(said, "price"))
    manage("makemigrations", "shop", answer="1\n0\n")
    manage("migrate")
    print("answered with 0:",
          sql("SELECT title, price FROM shop_item"))
    manage("migrate", "shop", "0002")
    print("one step back:", columns())
# endregion


def constrain():
    said, status = manage("makemigrations", "--check")
    print("CHECK constraint added, exit status:", status)


def look():
    said, _ = manage("showmigrations", "shop")
    print("applied:", re.findall(r"\[(.)\]", said))
    print("state table:", sql(
        "SELECT name FROM sqlite_master WHERE name LIKE '%migrations'"))


if __name__ == "__main__":
    in_a_new_process(first)
    in_a_new_process(rename, "name =", "title =")
    in_a_new_process(
        require, "title =", "price = models.IntegerField()\n    title =")
    in_a_new_process(constrain, "    title =", """\
    class Meta:
        constraints = [models.CheckConstraint(
            condition=models.Q(price__gte=0), name="price_positive")]

    title =""")
    in_a_new_process(look)
