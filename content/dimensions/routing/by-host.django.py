from types import ModuleType

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=[".shop.example"],
    MIDDLEWARE=[__name__ + ".urlconf_by_host"],
)
django.setup()
from django.test import Client  # noqa: E402

api_urls = ModuleType("api_urls")


def index(request):
    return HttpResponse("the shop")


def api(request):
    return HttpResponse("the API")


# region show
urlpatterns = [path("", index)]
api_urls.urlpatterns = [path("", api)]


def urlconf_by_host(get_response):
    def middleware(request):
        if request.get_host() == "api.shop.example":
            request.urlconf = api_urls
        return get_response(request)

    return middleware
# endregion


for host in ("shop.example", "api.shop.example", "north.shop.example"):
    response = Client().get("/", headers={"host": host})
    print(f"Host: {host:18} {response.status_code} {response.text}")
