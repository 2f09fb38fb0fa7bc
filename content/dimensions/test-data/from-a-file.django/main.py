import pathlib

import django
from django.conf import settings
from django.db import connection


settings.configure(
    INSTALLED_APPS=["shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.core.management import call_command, get_commands  # noqa: E402
from django.core.serializers.base import DeserializationError  # noqa: E402
from shop.models import Author, Book  # noqa: E402


with connection.schema_editor() as editor:
    editor.create_model(Author)
    editor.create_model(Book)
print("django commands for data:",
      sorted(name for name in get_commands() if "data" in name))
Author.objects.create(id=1, name="Ada")
Book.objects.create(id=7, title="Tea", author_id=1)
# region show
call_command("dumpdata", output="data.json", verbosity=0)
# endregion
print(pathlib.Path("data.json").read_text().strip())
Author.objects.all().delete()
# region show
call_command("loaddata", "data.json", verbosity=0)
# endregion
print("loaded:", Book.objects.get(pk=7).title)

old = pathlib.Path("data.json").read_text().replace('"title"', '"name"')
pathlib.Path("old.json").write_text(old)
try:
    call_command("loaddata", "old.json", verbosity=0)
except DeserializationError as error:
    print("after a field was renamed:", type(error).__name__)
