from django.db import transaction
from rest_framework import serializers

from api.fields import ApiModelSerializer, TextField, TimestampField
from articles.models import Article, Comment, Tag
from users.api.serializers import ProfileSerializer


class TagListField(serializers.ListField):
    child = TextField(max_length=100)

    def to_representation(self, tags):
        return [tag.name for tag in tags.all()]


class ArticleSummarySerializer(ApiModelSerializer):
    """An article without its body; needs ArticleQuerySet.seen_by()."""

    tagList = TagListField(source="tags", required=False)
    createdAt = TimestampField(source="created_at", read_only=True)
    updatedAt = TimestampField(source="updated_at", read_only=True)
    favorited = serializers.BooleanField(read_only=True)
    favoritesCount = serializers.IntegerField(source="favorites_count", read_only=True)
    author = ProfileSerializer(read_only=True)

    class Meta:
        model = Article
        fields = [
            "slug",
            "title",
            "description",
            "tagList",
            "createdAt",
            "updatedAt",
            "favorited",
            "favoritesCount",
            "author",
        ]


# region article
class ArticleSerializer(ArticleSummarySerializer):
    class Meta(ArticleSummarySerializer.Meta):
        fields = [*ArticleSummarySerializer.Meta.fields, "body"]

    @transaction.atomic
    def create(self, validated_data):
        names = validated_data.pop("tags", [])
        article = Article(**validated_data)
        article.save_with_new_slug()
        set_tags(article, names)
        return article

    @transaction.atomic
    def update(self, article, validated_data):
        names = validated_data.pop("tags", None)
        renamed = validated_data.get("title", article.title) != article.title
        for name, value in validated_data.items():
            setattr(article, name, value)
        if renamed:
            article.save_with_new_slug()
        else:
            article.save()
        if names is not None:
            article.tags.all().delete()
            set_tags(article, names)
        return article


# endregion


# region tags
def set_tags(article, names):
    Tag.objects.bulk_create(
        Tag(article=article, name=name) for name in dict.fromkeys(names)
    )


# endregion


class CommentSerializer(ApiModelSerializer):
    createdAt = TimestampField(source="created_at", read_only=True)
    updatedAt = TimestampField(source="updated_at", read_only=True)
    author = ProfileSerializer(read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "createdAt", "updatedAt", "body", "author"]
