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


class Article(models.Model):
    title = models.CharField(max_length=80)
    words = models.IntegerField()


with connection.schema_editor() as editor:
    editor.create_model(Article)
Article.objects.bulk_create(
    Article(title=f"No {n}", words=100 * n) for n in range(1, 6))


def counted(label, action):
    with CaptureQueriesContext(connection) as seen:
        answer = action()
    print(f"{label}: {len(seen)} sent, {answer}")


# region show
long = Article.objects.all()
counted("query built", lambda: type(long).__name__)

long = long.filter(words__gt=200).exclude(title="No 5")
long = long.order_by("-words")
counted("filter, exclude, order_by", lambda: type(long).__name__)

counted("looped over", lambda: [a.title for a in long])
counted("looped over again", lambda: [a.title for a in long])
counted("refined and looped",
        lambda: [a.title for a in long.all()])
# endregion

counted("len(), already read", lambda: len(long))
fresh = Article.objects.filter(words__gt=200)
counted("count()", fresh.count)
counted("exists()", fresh.exists)
counted("len(), not yet read", lambda: len(fresh.all()))
counted("list()", lambda: len(list(fresh.all())))
counted("a slice", lambda: type(fresh[:2]).__name__)
counted("a slice with a step", lambda: type(fresh[::2]).__name__)
counted("a slice, looped over",
        lambda: [a.title for a in fresh.order_by("id")[:2]])
counted("one item by its index", lambda: fresh.order_by("id")[0].title)
counted("aggregate()", lambda: fresh.aggregate(total=models.Sum("words")))
counted("group by", lambda: list(
    Article.objects.annotate(long=models.Case(
        models.When(words__gt=200, then=True), default=False))
    .values_list("long").annotate(models.Count("id")).order_by("long")))
counted("first()", lambda: fresh.order_by("id").first().title)
counted("an empty result, tested with if",
        lambda: bool(Article.objects.filter(words__gt=9000)))
counted("an empty result, exists()",
        lambda: Article.objects.filter(words__gt=9000).exists())
made = []
models.signals.post_init.connect(
    lambda **more: made.append(1), sender=Article, weak=False)
next(iter(fresh.all()))
print("a loop, objects made for the first row:", len(made))
made.clear()
counted("iterator(), first row",
        lambda: next(fresh.iterator(chunk_size=2)).title)
print("iterator(), objects made for the first row:", len(made))
print("SQL:", str(fresh.values("id").query))
