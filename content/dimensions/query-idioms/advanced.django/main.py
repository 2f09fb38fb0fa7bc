from django.db.models import (
    Case, Func, OuterRef, Subquery, Value, When, Window,
)
from django.db.models.functions import Coalesce, RowNumber, Upper
from magazine import Article, Author, Tag, show

# region show
longest = Article.objects.filter(
    author=OuterRef("pk")).order_by("-words")
place = Window(RowNumber(), partition_by="author",
               order_by="-words")
size = Case(When(words__gt=500, then=Value("long")),
            default=Value("short"))
IDIOMS = {
    "one column": lambda: Article.objects.values_list(
        "title", flat=True),
    "some columns, objects": lambda: Article.objects.only("title"),
    "dictionaries": lambda: Article.objects.filter(
        pk=1).values("title", "words"),
    "function": lambda: Article.objects.values_list(
        Upper("title"), flat=True),
    "any function by name": lambda: Article.objects.filter(
        pk=1).values_list(Func("title", function="hex")),
    "coalesce": lambda: Author.objects.values_list(
        "name", Coalesce("articles__words", 0)),
    "case": lambda: Article.objects.values_list("title", size),
    "in a subquery": lambda: Article.objects.filter(
        author__in=Author.objects.filter(name="Ada")),
    "subquery as a column": lambda: Author.objects.values_list(
        "name", Subquery(longest.values("title")[:1])),
    "first of each group": lambda: Article.objects.annotate(
        place=place).filter(place=1),
    "union": lambda: Author.objects.values_list("name").union(
        Tag.objects.values_list("name")).order_by("name"),
    "WITH (CTE)": lambda: Article.objects.raw(
        "WITH long AS (SELECT * FROM article WHERE words > %s) "
        "SELECT * FROM long", [500]),
    "raw SQL to objects": lambda: Article.objects.raw(
        "SELECT * FROM article WHERE words > %s", [500]),
}
# endregion

show(IDIOMS)
