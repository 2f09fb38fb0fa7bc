from datetime import date

import django
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


settings.configure(
    INSTALLED_APPS=["__main__.Magazine"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
TODAY = date(2026, 5, 4)


class Author(models.Model):
    name = models.CharField(max_length=80)


# region show
class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(day__lte=TODAY)

    def by(self, name):
        return self.filter(author__name=name)

    def with_comments(self):
        return self.annotate(comments=Count("comment"))


class Article(models.Model):
    title = models.CharField(max_length=80)
    day = models.DateField(null=True)
    author = models.ForeignKey(Author, models.CASCADE)
    objects = ArticleQuerySet.as_manager()
# endregion

    @property
    def is_published(self):
        return self.day is not None and self.day <= TODAY


class Comment(models.Model):
    article = models.ForeignKey(Article, models.CASCADE)


with connection.schema_editor() as editor:
    for model in (Author, Article, Comment):
        editor.create_model(model)
ada, bob = (Author.objects.create(name=name) for name in ("Ada", "Bob"))
for title, day, author in [("News", date(2026, 5, 1), ada),
                           ("Draft", None, ada),
                           ("Notes", date(2026, 5, 2), ada),
                           ("Later", date(2026, 6, 1), bob)]:
    Article.objects.create(title=title, day=day, author=author)
Comment.objects.bulk_create([Comment(article_id=1), Comment(article_id=1)])


def titles(query):
    return [article.title for article in query.order_by("pk")]


print("published:", titles(Article.objects.published()))
print("chained:", titles(Article.objects.published().by("Ada")))
print("in the other order:", titles(Article.objects.by("Ada").published()))
print("articles of Ada:", titles(ada.article_set.published()))
print("with comments:", [
    (article.title, article.comments)
    for article in Article.objects.published().with_comments()])
draft = Article.objects.get(title="Draft")
print("one object:", draft.is_published)

in_subquery = Author.objects.filter(
    article__in=Article.objects.published())
print("authors, by a subquery:", [a.name for a in in_subquery])
print("the same, distinct():", [a.name for a in in_subquery.distinct()])
live = Q(article__day__lte=TODAY)
print("authors, by Q across the join:",
      [a.name for a in Author.objects.filter(live)])
try:
    Author.objects.filter(article__published=True)
except FieldError as error:
    print("the method in a lookup:", str(error).partition(" for")[0])
try:
    Author.objects.filter(article__is_published=True)
except FieldError as error:
    print("the property in a lookup:", str(error).partition(" for")[0])

live = Prefetch("article_set", Article.objects.published(), to_attr="live")
print("prefetched:", [
    (author.name, [article.title for article in author.live])
    for author in Author.objects.prefetch_related(live).order_by("pk")])

try:
    get_object_or_404(Article.objects.published(), pk=draft.pk)
except Http404:
    print("get_object_or_404(), a draft: 404")
print("get_object_or_404(), News:",
      get_object_or_404(Article.objects.published(), pk=1).title)
