import django
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import FieldFetchBlocked
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


class Author(models.Model):
    name = models.CharField(max_length=80)


# region show
class Peers(models.Manager):
    def get_queryset(self):
        found = super().get_queryset()
        return found.fetch_mode(models.FETCH_PEERS)


class Article(models.Model):
    title = models.CharField(max_length=80)
    author = models.ForeignKey(
        Author, models.CASCADE, related_name="articles")

    objects = Peers()               # said once, on the model
    plain = models.Manager()
# endregion


with connection.schema_editor() as editor:
    for model in (Author, Article):
        editor.create_model(model)
for n in range(1, 6):
    author = Author.objects.create(name=f"Author {n}")
    author.articles.create(title=f"A{n}")
    author.articles.create(title=f"B{n}")


def show(label, articles):
    with CaptureQueriesContext(connection) as seen:
        try:
            names = [a.author.name for a in articles]
            print(f"{label}: {len(seen)} for {len(names)} articles")
        except FieldFetchBlocked as error:
            print(f"{label}:", error)


everything = Article.plain.all()
show("FETCH_ONE (the default)", everything)
show("FETCH_PEERS, from the manager", Article.objects.all())
show("FETCH_RAISE", everything.fetch_mode(models.FETCH_RAISE))
show("select_related", everything.select_related("author"))

with CaptureQueriesContext(connection) as seen:
    for one in Author.objects.fetch_mode(models.FETCH_PEERS):
        list(one.articles.all())
print("FETCH_PEERS, the other direction:", len(seen), "for 5 authors")
with CaptureQueriesContext(connection) as seen:
    for article in everything.defer("title").fetch_mode(
            models.FETCH_PEERS):
        article.title
print("FETCH_PEERS, a deferred column:", len(seen))
