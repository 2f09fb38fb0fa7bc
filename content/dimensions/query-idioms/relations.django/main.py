from datetime import date

from django.db.models import F, FilteredRelation, Q
from magazine import Article, Author, show

NEW_YEAR = date(2026, 1, 1)

# region show
IDIOMS = {
    "column of the parent": lambda: Article.objects.filter(
        author__name="Ada"),
    "children of an object": lambda: Author.objects.get(
        pk=1).articles.filter(words__gt=500),
    "join to the children": lambda: Author.objects.filter(
        articles__words__gt=100),
    "any child, each parent once": lambda: Author.objects.filter(
        articles__words__gt=100).distinct(),
    "no child": lambda: Author.objects.filter(articles=None),
    "no such child": lambda: Author.objects.exclude(
        articles__words__gt=500),
    "one child meets both": lambda: Author.objects.filter(
        articles__words=300, articles__day__gte=NEW_YEAR),
    "a child for each": lambda: Author.objects.filter(
        articles__words=300).filter(articles__day__gte=NEW_YEAR),
    "has a tag": lambda: Article.objects.filter(
        tags__name="travel"),
    "has two tags": lambda: Article.objects.filter(
        tags__name="food").filter(tags__name="travel"),
    "inner join, columns": lambda: Article.objects.values_list(
        "title", "author__name"),
    "left join, columns": lambda: Author.objects.values_list(
        "name", "articles__title"),
    "condition in ON": lambda: Author.objects.annotate(
        long=FilteredRelation(
            "articles", condition=Q(articles__words__gt=500)),
    ).values_list("name", "long__title"),
    "self join": lambda: Article.objects.filter(
        author__articles__words__gt=F("words")),
    "load the parent": lambda: Article.objects.filter(
        words=900).select_related("author"),
    "load the children": lambda: Author.objects.filter(
        name="Ada").prefetch_related("articles"),
}
# endregion

show(IDIOMS)
