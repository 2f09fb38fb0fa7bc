import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
from django.views import View
from django.views.decorators.http import (
    require_http_methods,
    require_safe,
)

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402


# region show
class Items(View):
    def get(self, request):
        return HttpResponse("list")

    def post(self, request):
        return HttpResponse("added", status=201)


@require_http_methods(["GET", "POST"])
def orders(request):
    return HttpResponse(f"orders got {request.method}")


def open_to_all(request):
    return HttpResponse(f"open got {request.method}")
# endregion


@require_safe
def safe(request):
    return HttpResponse(f"safe got {request.method}")


urlpatterns = [
    path("items/", Items.as_view()),
    path("orders/", orders),
    path("open/", open_to_all),
    path("safe/", safe),
]
client = Client()
for url in ("/items/", "/orders/", "/open/", "/safe/"):
    for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"):
        response = client.generic(method, url)
        said = response.text if response.status_code < 300 else ""
        if "Allow" in response.headers:
            allow = sorted(response.headers["Allow"].split(", "))
            said = "Allow: " + ", ".join(allow)
        print(f"{method:7} {url:8} {response.status_code} {said}".rstrip())
