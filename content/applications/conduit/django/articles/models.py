from secrets import token_hex

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from users.models import User


# region queryset
class ArticleQuerySet(models.QuerySet):
    def seen_by(self, viewer):
        """Add what depends on the reader, in a fixed number of queries."""
        favorites = Article.favorited_by.through.objects.filter(
            article=models.OuterRef("pk")
        )
        count = favorites.values("article").annotate(n=models.Count("pk")).values("n")
        return self.annotate(
            favorited=models.Exists(favorites.filter(user=viewer.pk)),
            favorites_count=Coalesce(models.Subquery(count), 0),
        ).prefetch_related(
            "tags", models.Prefetch("author", User.objects.seen_by(viewer))
        )

    def visible(self):
        return self.filter(hidden=False)

    def in_feed_of(self, user):
        return self.filter(author__followers=user)


# endregion


# region article
class Article(models.Model):
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="articles"
    )
    slug = models.SlugField(max_length=255, unique=True, editable=False)
    title = models.CharField(max_length=200)
    description = models.TextField()
    body = models.TextField()
    hidden = models.BooleanField(
        default=False, help_text="Hidden articles are left out everywhere but here."
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)
    favorited_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="favorites", blank=True
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    # endregion

    def __str__(self):
        return self.title

    # region slug
    def save_with_new_slug(self):
        """Save under the title's slug, or a longer one where that is taken."""
        slug = slugify(self.title) or "article"
        self.slug = slug
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.slug = f"{slug}-{token_hex(4)}"
            self.save()

    # endregion


class Tag(models.Model):
    """A tag of one article. A tag is its name alone, and keeps its place."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=100, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "name"], name="unique_tag"),
        ]

    def __str__(self):
        return self.name


class Comment(models.Model):
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.body[:50]
