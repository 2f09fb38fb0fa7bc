import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models


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
class LiveManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(deleted=False)


class Author(models.Model):
    name = models.CharField(max_length=80)


class Article(models.Model):
    title = models.CharField(max_length=80)
    deleted = models.BooleanField(default=False)
    author = models.ForeignKey(Author, models.CASCADE)

    objects = LiveManager()             # the first is the default
    everything = models.Manager()
# endregion


with connection.schema_editor() as editor:
    for model in (Author, Article):
        editor.create_model(model)
ada = Author.objects.create(name="Ada")
Article.objects.create(title="Engines", author=ada)
Article.objects.create(title="Notes", author=ada, deleted=True)


def titles(rows):
    return [article.title for article in rows]


print("default query:", titles(Article.objects.all()))
print("with the deleted:", titles(Article.everything.all()))
print("related collection:", titles(ada.article_set.all()))
print("filter across the relation:",
      Author.objects.filter(article__title="Notes").count(), "author")
