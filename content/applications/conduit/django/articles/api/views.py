from django.db.models import Prefetch
from django.utils.functional import cached_property
from rest_framework import generics, status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.response import Response
from rest_framework.views import APIView

from api.mixins import EnvelopeMixin, get_or_404
from api.pagination import ArticlePagination
from api.permissions import IsAuthorOrReadOnly
from articles.models import Article, Tag
from users.models import User

from .filters import ArticleFilter
from .serializers import (
    ArticleSerializer,
    ArticleSummarySerializer,
    CommentSerializer,
)


class ArticleViewSet(EnvelopeMixin, viewsets.ModelViewSet):
    envelope = "article"
    lookup_field = "slug"
    filter_backends = [ArticleFilter]
    pagination_class = ArticlePagination
    permission_classes = [IsAuthenticatedOrReadOnly, IsAuthorOrReadOnly]
    http_method_names = ["get", "post", "put", "delete", "head", "options"]

    def get_queryset(self):
        return Article.objects.visible().seen_by(self.request.user)

    def get_serializer_class(self):
        if self.action in {"list", "feed"}:
            return ArticleSummarySerializer
        return ArticleSerializer

    def get_object(self):
        article = get_or_404(self.get_queryset(), "article", slug=self.kwargs["slug"])
        self.check_object_permissions(self.request, article)
        return article

    def perform_create(self, serializer):
        article = serializer.save(author=self.request.user)
        serializer.instance = self.get_queryset().get(pk=article.pk)

    def update(self, request, *args, **kwargs):
        """Change what the body names; the specification's PUT is partial."""
        return super().update(request, *args, **{**kwargs, "partial": True})

    # region feed
    @action(detail=False, permission_classes=[IsAuthenticated])
    def feed(self, request):
        articles = self.get_queryset().in_feed_of(request.user)
        page = self.paginate_queryset(articles)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    # endregion

    # region favorite
    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated])
    def favorite(self, request, slug):
        self.get_object().favorited_by.add(request.user)
        return self.retrieve(request)

    @favorite.mapping.delete
    def unfavorite(self, request, slug):
        self.get_object().favorited_by.remove(request.user)
        return self.retrieve(request)

    # endregion


class CommentMixin(EnvelopeMixin):
    """The comments below one article, which has to exist."""

    envelope = "comment"
    serializer_class = CommentSerializer

    @cached_property
    def article(self):
        articles = Article.objects.visible()
        return get_or_404(articles, "article", slug=self.kwargs["slug"])

    def get_queryset(self):
        authors = User.objects.seen_by(self.request.user)
        return self.article.comments.prefetch_related(Prefetch("author", authors))


class CommentListView(CommentMixin, generics.ListCreateAPIView):
    def list(self, request, *args, **kwargs):
        serializer = self.get_serializer(self.get_queryset(), many=True)
        return Response({"comments": serializer.data})

    def create(self, request, *args, **kwargs):
        """Answer 200 as the specification has it, and not 201."""
        response = super().create(request, *args, **kwargs)
        response.status_code = status.HTTP_200_OK
        return response

    def perform_create(self, serializer):
        comment = serializer.save(article=self.article, author=self.request.user)
        serializer.instance = self.get_queryset().get(pk=comment.pk)


class CommentView(CommentMixin, generics.DestroyAPIView):
    permission_classes = [IsAuthenticatedOrReadOnly, IsAuthorOrReadOnly]

    def get_object(self):
        comment = get_or_404(self.get_queryset(), "comment", pk=self.kwargs["pk"])
        self.check_object_permissions(self.request, comment)
        return comment


class TagListView(APIView):
    authentication_classes = []
    permission_classes = []

    def get(self, request):
        tags = Tag.objects.filter(article__hidden=False)
        names = tags.order_by("name").values_list("name", flat=True).distinct()
        return Response({"tags": list(names)})
