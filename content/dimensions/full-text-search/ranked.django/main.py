import django
import postgres
from django.apps import AppConfig
from django.conf import settings

folder = postgres.start()


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop", "django.contrib.postgres"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop", "HOST": folder,
    }},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.contrib.postgres.indexes import GinIndex  # noqa: E402
from django.contrib.postgres.search import (  # noqa: E402
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import connection, models  # noqa: E402
from django.db.models import F  # noqa: E402


# region show
class Post(models.Model):
    title = models.CharField(max_length=80)
    body = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("body", weight="B", config="english"),
        output_field=SearchVectorField(), db_persist=True)

    class Meta:
        indexes = [GinIndex("words", name="post_words")]


def search(words):
    query = SearchQuery(
        words, config="english", search_type="websearch")
    return Post.objects.filter(words=query).annotate(
        rank=SearchRank(F("words"), query),
        marked=SearchHeadline("body", query, config="english"),
    ).order_by("-rank")
# endregion


def query_of(words):
    return SearchQuery(words, config="english")


def titles(posts):
    return [post.title for post in posts]


POSTS = [
    ("Running a marathon", "Shoes matter less than sleep."),
    ("Sleep", "People who ran far need more of it."),
    ("Soup", "The runner beans go in last."),
    ("The and of", "Words that count for nothing."),
]

with connection.schema_editor() as editor:
    editor.create_model(Post)
Post.objects.bulk_create(
    [Post(title=title, body=body) for title, body in POSTS])
for words in ("run", "sleep", "shoes -marathon", '"runner beans"', "of"):
    print(f"{words}:", titles(search(words)))
print("marked:", search("shoes").first().marked)
prefix = SearchQuery("marath:*", config="simple", search_type="raw")
print("a prefix, marath:", titles(Post.objects.filter(words=prefix)))
print("without a column:", titles(Post.objects.filter(body__search="sleep")))
by_name = Post.objects.filter(words=query_of("sleep")).annotate(
    rank=SearchRank("words", query_of("sleep"))).order_by("-rank")
print("SearchRank with the name of the column:", titles(by_name))
with connection.cursor() as cursor:
    cursor.execute("SET enable_seqscan = off")
plan = Post.objects.filter(words=query_of("run")).explain()
print("uses the index:", "post_words" in plan)
