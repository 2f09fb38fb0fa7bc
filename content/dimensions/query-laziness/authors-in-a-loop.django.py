import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.test import TestCase
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


class Article(models.Model):
    title = models.CharField(max_length=80)
    author = models.ForeignKey(
        Author, models.CASCADE, related_name="articles")
    editor = models.ForeignKey(
        Author, models.SET_NULL, null=True, related_name="+")


with connection.schema_editor() as editor:
    for model in (Author, Article):
        editor.create_model(model)
for n in range(1, 6):
    author = Author.objects.create(name=f"Author {n}")
    author.articles.create(title=f"A{n}")
    author.articles.create(title=f"B{n}")


def show(label, loop, rows):
    with CaptureQueriesContext(connection) as seen:
        loop(rows)
    print(f"{label}: {len(seen)}")


# region show
def forward(articles):
    return [a.author.name for a in articles]


def backward(authors):
    return [[a.title for a in one.articles.all()]
            for one in authors]


articles = Article.objects.all()
authors = Author.objects.all()
show("10 articles, author of each", forward, articles)
show("articles, joined", forward,
     articles.select_related("author"))
show("articles, second query", forward,
     articles.prefetch_related("author"))
show("5 authors, articles of each", backward, authors)
show("authors, second query", backward,
     authors.prefetch_related("articles"))
# endregion

one = str(Article.objects.select_related("author").query)
print("joined with:",
      "INNER JOIN" if "INNER JOIN" in one else "LEFT OUTER JOIN")
one = str(Article.objects.select_related("editor").query)
print("joined with, nullable key:",
      "INNER JOIN" if "INNER JOIN" in one else "LEFT OUTER JOIN")
narrow = models.Prefetch(
    "articles", Article.objects.filter(title__startswith="A"))
with CaptureQueriesContext(connection) as seen:
    rows = backward(Author.objects.prefetch_related(narrow))
print("some of them, in a second query:", len(seen), rows[0])
with CaptureQueriesContext(connection) as seen:
    for author in Author.objects.prefetch_related("articles"):
        author.articles.filter(title="A1").count()
print("prefetched, then filtered in the loop:", len(seen))

Article.objects.all().delete()
for n in range(1, 11):
    Article.objects.create(
        title="C", author=Author.objects.create(name=f"New {n}"))
show("10 articles by 10 authors", forward, Article.objects.all())

with TestCase().assertNumQueries(11):
    forward(Article.objects.all())
try:
    with TestCase().assertNumQueries(1):
        forward(Article.objects.all())
except AssertionError as error:
    print("assertNumQueries(1):", str(error).splitlines()[0])
