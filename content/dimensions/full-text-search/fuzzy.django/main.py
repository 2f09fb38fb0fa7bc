import django
import postgres
from django.apps import AppConfig
from django.conf import settings
from django.db import ProgrammingError, connection, models

host = postgres.start()


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


settings.configure(
    INSTALLED_APPS=["__main__.Magazine", "django.contrib.postgres"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": host, "NAME": "postgres", "USER": "shop",
    }},
)
django.setup()

from django.contrib.postgres.search import (  # noqa: E402
    SearchQuery, SearchVector, TrigramSimilarity, TrigramWordSimilarity,
)


class Author(models.Model):
    name = models.CharField(max_length=80)


class Post(models.Model):
    title = models.CharField(max_length=80)
    author = models.ForeignKey(Author, models.CASCADE)


# region show
def similar(words):
    return Post.objects.annotate(
        near=TrigramSimilarity("title", words),
    ).filter(near__gt=0.3).order_by("-near")


def in_title_or_author(words):
    vector = SearchVector(
        "title", "author__name", config="english")
    query = SearchQuery(words, config="english")
    return Post.objects.annotate(words=vector).filter(words=query)
# endregion


def titles(posts):
    return [post.title for post in posts]


with connection.cursor() as cursor:
    cursor.execute("CREATE EXTENSION pg_trgm")
    cursor.execute("CREATE EXTENSION unaccent")
with connection.schema_editor() as editor:
    for model in (Author, Post):
        editor.create_model(model)
ada = Author.objects.create(name="Ada Baker")
for title in ("Marathon", "Crème brûlée", "Soup of the day"):
    Post.objects.create(title=title, author=ada)

print("a search for maraton:", titles(Post.objects.annotate(
    words=SearchVector("title", config="english")).filter(
    words=SearchQuery("maraton", config="english"))))
print("similar to maraton:", titles(similar("maraton")))
print("a word similar to soups:", titles(Post.objects.annotate(
    near=TrigramWordSimilarity("soups", "title")).filter(near__gt=0.3)))
print("trigram_similar lookup:", titles(
    Post.objects.filter(title__trigram_similar="maraton")))
print("creme brulee, without accents:", titles(
    Post.objects.filter(title__unaccent__icontains="creme brulee")))
print("the same, icontains:", titles(
    Post.objects.filter(title__icontains="creme brulee")))
print("soup baker, over two tables:", titles(in_title_or_author("soup baker")))

english = Post.objects.annotate(words=SearchVector("title", config="english"))
for config in ("english", "simple"):
    print(f"days, query in {config}:", titles(
        english.filter(words=SearchQuery("days", config=config))))
for kind in ("raw", "plain", "websearch"):
    try:
        found = titles(english.filter(words=SearchQuery(
            "soup & (", config="english", search_type=kind)))
    except ProgrammingError as error:
        found = f"ProgrammingError {str(error).splitlines()[0]}"
    print(f"soup & ( as {kind}:", found)
connection.close()
