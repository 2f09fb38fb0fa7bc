from django.contrib import admin
from django.urls import include, path

from articles.views import HomeView
from users.views import SignUpView, confirm_email

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("sign-up", SignUpView.as_view(), name="sign-up"),
    path("confirm/<token>", confirm_email, name="confirm-email"),
    path("admin/", admin.site.urls),
    path("api/", include("users.api.urls")),
    path("api/", include("articles.api.urls")),
]

handler404 = "api.exceptions.page_not_found"
handler500 = "api.exceptions.server_error"
