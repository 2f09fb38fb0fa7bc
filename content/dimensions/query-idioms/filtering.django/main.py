from datetime import date

from django.db.models import F, Q
from magazine import Article, show

DAY = date(2026, 1, 5)

# region show
IDIOMS = {
    "equal": lambda: Article.objects.filter(words=300),
    "and": lambda: Article.objects.filter(words=300, author=1),
    "or": lambda: Article.objects.filter(
        Q(words=300) | Q(author=1)),
    "not": lambda: Article.objects.exclude(words=300),
    "not equal, NULL kept": lambda: Article.objects.exclude(
        day=DAY),
    "not equal, NULL dropped": lambda: Article.objects.exclude(
        Q(day=DAY) | Q(day=None)),
    "is null": lambda: Article.objects.filter(day=None),
    "in": lambda: Article.objects.filter(words__in=[50, 900]),
    "in an empty list": lambda: Article.objects.filter(
        words__in=[]),
    "between": lambda: Article.objects.filter(
        words__range=(100, 400)),
    "contains": lambda: Article.objects.filter(
        title__icontains="TEA"),
    "starts with": lambda: Article.objects.filter(
        title__startswith="Tea "),
    "contains a percent sign": lambda: Article.objects.filter(
        title__contains="%"),
    "year": lambda: Article.objects.filter(day__year=2026),
    "two columns": lambda: Article.objects.filter(
        words__gt=F("author") * 200),
    "order, NULL last": lambda: Article.objects.order_by(
        F("day").desc(nulls_last=True)),
    "slice": lambda: Article.objects.order_by("title")[1:3],
}
# endregion

show(IDIOMS)
