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
class Tag(models.Model):
    name = models.CharField(max_length=40)


class Author(models.Model):
    name = models.CharField(max_length=80)


class Article(models.Model):
    title = models.CharField(max_length=80)
    tags = models.ManyToManyField(Tag, related_name="articles")
    authors = models.ManyToManyField(Author, through="Byline")


class Byline(models.Model):         # the table, with a column
    article = models.ForeignKey(Article, models.CASCADE)
    author = models.ForeignKey(Author, models.CASCADE)
    place = models.IntegerField()
# endregion


with connection.schema_editor() as editor:
    for model in (Tag, Author, Article, Byline):
        editor.create_model(model)

print("tables:", sorted(connection.introspection.table_names()))
tea = Article.objects.create(title="On tea")
first, again = Tag.objects.create(name="food"), Tag.objects.get()
tea.tags.add(first, again)          # the same row twice
print("the same tag twice:", tea.tags.count(), "tag")
print("tags of the article:", [tag.name for tag in tea.tags.all()])
print("articles of the tag:", [a.title for a in first.articles.all()])
ada = Author.objects.create(name="Ada")
tea.authors.add(ada, through_defaults={"place": 1})
print("extra column:", Byline.objects.get().place)
print("found through it:", [
    a.title for a in Article.objects.filter(authors__name="Ada")])
tea.tags.remove(first)
print("after remove():", tea.tags.count(), "tags,",
      Tag.objects.count(), "row in the table")
