import os
import sys

import django
import postgres
from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection
from traffic import behind_a_writer, indexes, meanwhile, sql

os.environ["PGHOST"] = postgres.start()
settings.configure(
    INSTALLED_APPS=["shop"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop",
    }},
)
django.setup()
table = "shop_item"


def migrate(name):
    sys.modules.pop("shop.migrations.0003_by_price", None)
    try:
        call_command("migrate", "shop", name, verbosity=0)
        return "done"
    except Error as error:
        cause = type(error.__cause__).__name__
        return f"{type(error).__name__} ({cause}) {error}".strip()
    finally:
        connection.close()


path = "shop/migrations/0003_by_price.py"
with open(path) as file:
    right = file.read()
with open(path, "w") as file:
    file.write(right.replace("atomic = False", "atomic = True"))
print("in a transaction:", migrate("0003"))
print("steps that stay after the failure:", sql(
    "SELECT name FROM django_migrations ORDER BY id"))
with open(path, "w") as file:
    file.write(right)

# region show
migrate("0001")
print("AddIndex, an INSERT meanwhile:",
      meanwhile(lambda: migrate("0002"), table))
print("AddIndexConcurrently, an INSERT meanwhile:",
      meanwhile(lambda: migrate("0003"), table))
print(indexes(table))
migrate("0002")
print("and back:", indexes(table))
# endregion

os.environ["PGOPTIONS"] = "-c lock_timeout=200ms"
print("with lock_timeout:", behind_a_writer(lambda: migrate("0003"), table))
print(indexes(table))
del os.environ["PGOPTIONS"]
print("run again:", migrate("0003"))
with connection.cursor() as cursor:
    cursor.execute("DROP INDEX CONCURRENTLY by_price")
print("dropped, run again:", migrate("0003"))
print(indexes(table))
