import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.db.models import Avg, Count, F, OuterRef, Subquery, Window
from django.db.models.functions import Rank


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
    words = models.IntegerField()
    author = models.ForeignKey(
        Author, models.CASCADE, related_name="articles")


class Comment(models.Model):
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="comments")


with connection.schema_editor() as editor:
    for model in (Author, Article, Comment):
        editor.create_model(model)
for name, lengths in (("Ada", (900, 300)), ("Ben", (500,)), ("Cleo", ())):
    author = Author.objects.create(name=name)
    for words in lengths:
        article = author.articles.create(title=f"{name} {words}", words=words)
        article.comments.bulk_create([Comment(article=article)] * 2)


# region show
grouped = (
    Author.objects
    .annotate(count=Count("articles"),
              average=Avg("articles__words"))
    .filter(count__gt=0)                    # HAVING
    .order_by("name"))

longest = Article.objects.filter(
    author=OuterRef("pk")).order_by("-words")
with_longest = Author.objects.annotate(
    longest=Subquery(longest.values("title")[:1]))

ranked = Article.objects.annotate(rank=Window(
    Rank(), partition_by=F("author"),
    order_by=F("words").desc()))
# endregion


print("group by, having:", list(
    grouped.values_list("name", "count", "average")))
print("subquery:", list(
    with_longest.order_by("name").values_list("name", "longest")))
print("window function:", list(
    ranked.order_by("title").values_list("title", "rank")))
print("top of each group:", list(
    ranked.filter(rank=1).order_by("title")
    .values_list("title", flat=True)))
ada = Author.objects.filter(name="Ada")
print("two joins counted:", ada.annotate(
    n=Count("articles"), c=Count("articles__comments")
).values_list("n", "c").get())
print("with distinct=True:", ada.annotate(
    n=Count("articles", distinct=True),
    c=Count("articles__comments", distinct=True)
).values_list("n", "c").get())
