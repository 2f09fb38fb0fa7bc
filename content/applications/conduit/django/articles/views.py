from django.views.generic import ListView

from .models import Article


class HomeView(ListView):
    queryset = Article.objects.visible().select_related("author")
    paginate_by = 10
    template_name = "articles/home.html"
    context_object_name = "articles"
