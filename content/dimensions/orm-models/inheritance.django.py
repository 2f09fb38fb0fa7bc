import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.test.utils import CaptureQueriesContext


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


settings.configure(
    INSTALLED_APPS=["__main__.Magazine"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


# region show
class Dated(models.Model):          # abstract: no table
    day = models.CharField(max_length=10)

    class Meta:
        abstract = True


class Text(Dated):                  # a table of its own
    title = models.CharField(max_length=80)


class Review(Text):                 # a second table, joined
    stars = models.IntegerField()


class Draft(Text):                  # proxy: the table of Text
    class Meta:
        proxy = True
# endregion


with connection.schema_editor() as editor:
    for model in (Text, Review):
        editor.create_model(model)

print("tables:", sorted(connection.introspection.table_names()))
try:
    Dated.objects.all()
except AttributeError as error:
    print("abstract class:", error)
print("columns of the parent:", [f.column for f in Text._meta.fields])
print("columns of the child table:",
      [f.column for f in Review._meta.local_fields])
print("proxy table:", Draft._meta.db_table)

with CaptureQueriesContext(connection) as seen:
    Review.objects.create(day="2026-01-02", title="On tea", stars=4)
print("saving one child:",
      [q["sql"].split(" (")[0] for q in seen if "INSERT" in q["sql"]])
text = Text.objects.get()
print("parent class reads it as:", type(text).__name__)
with CaptureQueriesContext(connection) as seen:
    print("the child as an attribute:", type(text.review).__name__,
          "after", len(seen), "more query")
print("all rows of the parent:", [t.title for t in Text.objects.all()])
print("rows of the subclass without columns:",
      [d.title for d in Draft.objects.all()])
