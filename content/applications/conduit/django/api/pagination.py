from rest_framework import serializers
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.response import Response


class WindowSerializer(serializers.Serializer):
    """The two parameters, of which the paginator would ignore a bad one."""

    limit = serializers.IntegerField(min_value=1, required=False)
    offset = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False)


class ArticlePagination(LimitOffsetPagination):
    default_limit = 20
    max_limit = 100

    def paginate_queryset(self, queryset, request, view=None):
        window = WindowSerializer(data=request.query_params)
        window.is_valid(raise_exception=True)
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data):
        return Response({"articles": data, "articlesCount": self.count})
