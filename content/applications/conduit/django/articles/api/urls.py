from django.urls import path
from rest_framework.routers import SimpleRouter

from . import views

router = SimpleRouter(trailing_slash=False)
router.register("articles", views.ArticleViewSet, basename="article")

urlpatterns = [
    path("articles/<slug>/comments", views.CommentListView.as_view()),
    path("articles/<slug>/comments/<int:pk>", views.CommentView.as_view()),
    path("tags", views.TagListView.as_view()),
    *router.urls,
]
