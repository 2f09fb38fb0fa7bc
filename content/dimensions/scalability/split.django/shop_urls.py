# region show
from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("", lambda request: HttpResponse("home")),
    path("orders/", include("orders_urls")),
]
# endregion
