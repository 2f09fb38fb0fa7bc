import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "__main__.Magazine"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
from django.apps import AppConfig  # noqa: E402


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


django.setup()
from django.contrib.contenttypes.fields import (  # noqa: E402
    GenericForeignKey, GenericRelation,
)
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


# region show
class Comment(models.Model):
    text = models.CharField(max_length=200)
    content_type = models.ForeignKey(
        ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()

    class Meta:
        indexes = [models.Index(
            fields=["content_type", "object_id"])]


class Article(models.Model):
    title = models.CharField(max_length=80)
    comments = GenericRelation(Comment)


class Picture(models.Model):
    title = models.CharField(max_length=80)
# endregion


call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    for model in (Article, Picture, Comment):
        editor.create_model(model)

tea = Article.objects.create(title="On tea")
cat = Picture.objects.create(title="A cat")
for target in (tea, cat):
    Comment.objects.create(text=f"On {target.title}", target=target)
print("targets:", [f"{type(c.target).__name__} {c.target.title}"
                   for c in Comment.objects.order_by("id")])
print("comments of the article:", [c.text for c in tea.comments.all()])
print("joined through GenericRelation:",
      Article.objects.filter(comments__text="On On tea").count())
try:
    Comment.objects.filter(target=cat)
except Exception as error:
    print("filter by target:", type(error).__name__)
Comment.objects.create(text="lost", content_type_id=1, object_id=999)
print("a target that does not exist: stored,",
      Comment.objects.get(text="lost").target)
with CaptureQueriesContext(connection) as seen:
    [c.target for c in Comment.objects.prefetch_related("target")]
print("queries for 3 comments, prefetched:", len(seen))
tea.delete()
cat.delete()
print("comments left after deleting both:",
      [c.text for c in Comment.objects.exclude(text="lost")])
