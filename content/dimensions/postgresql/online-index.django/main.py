import pathlib
import shutil
import sys

import django
import postgres
from django.conf import settings

folder = postgres.start()
pathlib.Path("shop/migrations").mkdir(parents=True)
for name in ("__init__.py", "models.py", "migrations/__init__.py"):
    pathlib.Path("shop", name).touch()
settings.configure(
    INSTALLED_APPS=["shop"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop", "HOST": folder,
    }},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.core.management import call_command  # noqa: E402
from django.db import NotSupportedError, connection  # noqa: E402

versions = pathlib.Path("shop/migrations")
(versions / "0001_initial.py").write_text('''
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.CreateModel("Item", [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=80)),
    ])]
''')
text = pathlib.Path("by_name.py").read_text()
(versions / "0002_by_name.py").write_text(
    text.replace("atomic = False", "atomic = True"))
try:
    call_command("migrate", verbosity=0)
except NotSupportedError as error:
    print("in a transaction:", str(error).partition(".")[0])
print("tables after the failure:",
      [name for name in connection.introspection.table_names()
       if name.startswith("shop")])

for name in [name for name in sys.modules if name.startswith("shop.migr")]:
    del sys.modules[name]
shutil.copyfile("by_name.py", versions / "0002_by_name.py")
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    found = connection.introspection.get_constraints(cursor, "shop_item")
print("with atomic = False:", [name for name in found if name == "by_name"])
