import pkgutil
import sqlite3
from io import StringIO

import django
from django.apps import AppConfig
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import backends, connection, models

with sqlite3.connect("old.db") as old:
    old.execute("CREATE TABLE tbl_author "
                "(nr INTEGER PRIMARY KEY, full_name VARCHAR(80))")
    old.execute("INSERT INTO tbl_author VALUES (7, 'Ada')")
old.close()


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


settings.configure(
    INSTALLED_APPS=["__main__.Magazine"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "old.db"}},
)
django.setup()

out = StringIO()
call_command("inspectdb", stdout=out)
print("what inspectdb writes:")
print(out.getvalue().partition("from django.db import models")[2].strip())


# region show
class Author(models.Model):      # from inspectdb, renamed
    nr = models.AutoField(primary_key=True)
    full_name = models.CharField(max_length=80)

    class Meta:
        managed = False
        db_table = "tbl_author"


print("read through a model:", Author.objects.get(pk=7).full_name)

with connection.cursor() as cursor:
    cursor.execute("SELECT full_name FROM tbl_author")
    print("read without a model:", cursor.fetchall())
# endregion

print("as a fixture:",
      serializers.serialize("json", Author.objects.all()).strip())
print("backends in the package:", [
    m.name for m in pkgutil.iter_modules(backends.__path__)
    if m.ispkg and m.name not in ("base", "dummy")
])
