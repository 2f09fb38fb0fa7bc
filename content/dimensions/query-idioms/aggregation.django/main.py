from django.db.models import Avg, Count, Max, Min, Q, Sum
from magazine import Article, Author, show

# region show
IDIOMS = {
    "count": lambda: Article.objects.filter(words=300).count(),
    "exists": lambda: Article.objects.filter(words=300).exists(),
    "sum": lambda: Article.objects.aggregate(n=Sum("words")),
    "several at once": lambda: Article.objects.aggregate(
        least=Min("words"), most=Max("words"), mean=Avg("words")),
    "sum of no rows": lambda: Article.objects.filter(
        words=0).aggregate(n=Sum("words", default=0)),
    "count some": lambda: Article.objects.aggregate(
        n=Count("pk", filter=Q(words__gt=100))),
    "count distinct": lambda: Article.objects.aggregate(
        n=Count("author", distinct=True)),
    "distinct values": lambda: Article.objects.values_list(
        "words", flat=True).distinct(),
    "group by": lambda: Article.objects.values_list(
        "words").annotate(n=Count("pk")),
    "group by year": lambda: Article.objects.values_list(
        "day__year").annotate(n=Count("pk")),
    "count per parent": lambda: Author.objects.annotate(
        n=Count("articles")).values_list("name", "n"),
    "having": lambda: Author.objects.annotate(
        n=Sum("articles__words")).filter(n__gt=500),
}
# endregion

show(IDIOMS)
