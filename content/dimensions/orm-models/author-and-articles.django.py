import django
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ValidationError
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
class Author(models.Model):
    name = models.CharField(max_length=80)


class Article(models.Model):
    title = models.CharField(max_length=120)
    words = models.IntegerField(default=0)
    author = models.ForeignKey(
        Author, on_delete=models.CASCADE, related_name="articles"
    )

# endregion


def work():
    ada = Author.objects.create(name="Ada")
    ada.articles.create(title="Engines", words=900)
    note = ada.articles.create(title="Note", words=90)
    note.words = 120
    note.save()
    long = Article.objects.filter(words__gt=500)
    print("more than 500 words:", [a.title for a in long])
    print("by Ada:", ada.articles.count())


def statements(action):
    with CaptureQueriesContext(connection) as seen:
        answer = action()
    return answer, [q["sql"].split(" (")[0] for q in seen]


with connection.schema_editor() as editor:
    for model in (Author, Article):
        editor.create_model(model)
work()
print("tables:", Author._meta.db_table, Article._meta.db_table)
print("reverse end:", hasattr(Author, "articles"))
print("columns:", [field.column for field in Article._meta.fields])

new = Author(name="Grace")
print("after the constructor:", statements(lambda: new)[1])
print("after save():", [s.split()[0] for s in statements(new.save)[1]])
print("its key:", new.pk)

first = Article.objects.get(title="Note")
again = Article.objects.get(title="Note")
print("same row read twice, same object:", first is again)

first.title = "Notes"
print("one field changed:", statements(first.save)[1][0])
print("with update_fields:", statements(
    lambda: first.save(update_fields=["title"]))[1][0])

part = Article.objects.only("title").get(pk=first.pk)
print("loaded with only('title'):", statements(part.save)[1][0])

print("no such row, first():", Article.objects.filter(title="Nothing").first())
try:
    Article.objects.get(title="Nothing")
except Article.DoesNotExist as error:
    print("no such row, get():", type(error).__name__, "-", error)

Author.objects.create()
nameless = Author.objects.last()
print("name left out:", repr(nameless.name))
try:
    nameless.full_clean()
except ValidationError as error:
    print("full_clean() of it:", error.message_dict)

ada = Author.objects.get(name="Ada")
print("delete() returns:", ada.delete())
print("articles left:", Article.objects.count())
