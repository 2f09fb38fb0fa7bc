from rest_framework.filters import BaseFilterBackend

LOOKUPS = {
    "tag": "tags__name",
    "author": "author__username",
    "favorited": "favorited_by__username",
}


class ArticleFilter(BaseFilterBackend):
    """Keep the articles that fit ?tag=, ?author= and ?favorited=."""

    def filter_queryset(self, request, queryset, view):
        for parameter, lookup in LOOKUPS.items():
            value = request.query_params.get(parameter)
            if value is not None:
                queryset = queryset.filter(**{lookup: value})
        return queryset
