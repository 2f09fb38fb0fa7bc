import django
import factory
import factory.random
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from factory.django import DjangoModelFactory  # noqa: E402


class Author(models.Model):
    name = models.CharField(max_length=80)


class Book(models.Model):
    title = models.CharField(max_length=80)
    author = models.ForeignKey(Author, models.CASCADE)


# region show
class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"author {n}")


class BookFactory(DjangoModelFactory):
    class Meta:
        model = Book

    title = factory.Faker("sentence", nb_words=3)
    author = factory.SubFactory(AuthorFactory)
# endregion


def number(model):
    return model.objects.count()


with connection.schema_editor() as editor:
    editor.create_model(Author)
    editor.create_model(Book)
book = BookFactory(title="Tea", author__name="Ada")
print("one book:", book.title, "by", book.author.name)
print("its key:", book.id, "| rows:", number(Book), number(Author))
BookFactory.create_batch(3, author=book.author)
print("three more by the same author:", number(Book), number(Author))
built = BookFactory.build()
print("build(): key", built.id, "| rows:", number(Book))
factory.random.reseed_random(7)
one = BookFactory.build().title
factory.random.reseed_random(7)
print("the same seed, the same title:", BookFactory.build().title == one)
