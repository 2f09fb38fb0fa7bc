from django.db.models import F
from magazine import Article, Author, Tag, show


# region show
def change_one():
    article = Article.objects.get(pk=1)
    article.words = 310
    article.save(update_fields=["words"])


def object_in_memory():
    article = Article.objects.get(pk=1)
    Article.objects.filter(pk=1).update(words=400)
    return article.words


def different_values():
    articles = [Article(pk=1, words=310), Article(pk=2, words=910)]
    return Article.objects.bulk_update(articles, ["words"])


IDIOMS = {
    "insert": lambda: Tag.objects.create(name="new"),
    "insert many": lambda: Tag.objects.bulk_create(
        [Tag(name="one"), Tag(name="two")]),
    "insert unless there": lambda: Tag.objects.bulk_create(
        [Tag(name="food")], ignore_conflicts=True),
    "insert or update": lambda: Tag.objects.bulk_create(
        [Tag(name="food")], update_conflicts=True,
        unique_fields=["name"], update_fields=["name"]),
    "change one": change_one,
    "update many": lambda: Article.objects.filter(
        words__lt=100).update(words=60),
    "update by expression": lambda: Article.objects.filter(
        words=60).update(words=F("words") + 1),
    "object in memory": object_in_memory,
    "different values": different_values,
    "add to a many-to-many": lambda: Article.objects.get(
        pk=4).tags.add(1),
    "replace a many-to-many": lambda: Article.objects.get(
        pk=4).tags.set([2]),
    "empty a many-to-many": lambda: Article.objects.get(
        pk=4).tags.clear(),
    "delete one": lambda: Article.objects.get(pk=4).delete(),
    "delete many": lambda: Tag.objects.filter(
        name__in=["one", "two"]).delete(),
    "delete many parents": lambda: Author.objects.filter(
        name="Ben").delete(),
}
# endregion

show(IDIOMS)
