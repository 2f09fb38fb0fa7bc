import io
import pathlib
import sqlite3
import sys

import django
from django.conf import settings

# What Flask-SQLAlchemy made: Alembic goes on to own these tables.
with sqlite3.connect("shop.db") as connection:
    connection.executescript("""
        CREATE TABLE customer (
            id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL);
        CREATE TABLE "order" (
            id INTEGER NOT NULL PRIMARY KEY, paid BOOLEAN NOT NULL,
            customer_id INTEGER NOT NULL REFERENCES customer (id));
        CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
        INSERT INTO customer VALUES (1, 'Ada');
        INSERT INTO "order" VALUES (7, 0, 1);
    """)

pathlib.Path("shop/migrations").mkdir(parents=True)
pathlib.Path("shop/__init__.py").touch()
pathlib.Path("shop/migrations/__init__.py").touch()
pathlib.Path("shop/models.py").touch()
settings.configure(
    INSTALLED_APPS=["shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
sys.path.insert(0, ".")
django.setup()
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402

text = io.StringIO()
call_command("inspectdb", "order", stdout=text)
print("\n".join(line.strip() for line in text.getvalue().splitlines()
                if "=" in line and "#" not in line))


# region show
class Customer(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "shop"
        db_table = "customer"
        managed = False     # Alembic owns it


class Order(models.Model):
    paid = models.BooleanField()
    customer = models.ForeignKey(Customer, models.DO_NOTHING)

    class Meta:
        app_label = "shop"
        db_table = "order"
        managed = True      # Django takes it over
# endregion


order = Order.objects.select_related("customer").get(pk=7)
print("relationship:", order.customer.name, "| paid:", order.paid)
call_command("makemigrations", "shop", verbosity=0)
plan = pathlib.Path("shop/migrations/0001_initial.py").read_text()
print("makemigrations speaks of alembic_version:", "alembic" in plan)
try:
    call_command("migrate", verbosity=0)
except Exception as error:
    print("migrate:", error)
call_command("migrate", fake_initial=True, verbosity=0)
print("migrate --fake-initial: recorded,", Order.objects.count(), "row kept")
