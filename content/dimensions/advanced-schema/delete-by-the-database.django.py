from collections import Counter

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.db.models.signals import post_delete
from django.test.utils import CaptureQueriesContext


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


settings.configure(
    INSTALLED_APPS=["__main__.Magazine"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


class Author(models.Model):
    name = models.CharField(max_length=80)


# region show
class Article(models.Model):        # Django looks and deletes
    author = models.ForeignKey(Author, on_delete=models.CASCADE)


class Comment(models.Model):        # the database deletes
    author = models.ForeignKey(
        Author, on_delete=models.DB_CASCADE)
# endregion


with connection.schema_editor() as editor:
    for model in (Author, Article, Comment):
        editor.create_model(model)


heard = []
post_delete.connect(
    lambda sender, **more: heard.append(sender.__name__), weak=False)
for model in (Article, Comment):
    ada = Author.objects.create(name="Ada")
    model.objects.bulk_create([model(author=ada)] * 3)

    heard.clear()
    with CaptureQueriesContext(connection) as seen:
        answer = ada.delete()
    sent = [q["sql"].split()[0] + " " + q["sql"].split("FROM ")[1].split()[0]
            for q in seen if "FROM" in q["sql"]]
    print(f"{model.__name__}: {sent}")
    print("  left:", model.objects.count(), "| returned:", answer[1])
    print("  post_delete signals:", dict(Counter(heard)))

with connection.schema_editor(collect_sql=True) as editor:
    editor.create_model(Comment)
print("ON DELETE CASCADE in the table:",
      "ON DELETE CASCADE" in editor.collected_sql[0])

post_delete.receivers.clear()
post_delete.sender_receivers_cache.clear()
ada = Author.objects.create(name="Ada")
Article.objects.create(author=ada)
with CaptureQueriesContext(connection) as seen:
    ada.delete()
print("Article, no signal connected:",
      [q["sql"].split()[0] for q in seen if "FROM" in q["sql"]])
