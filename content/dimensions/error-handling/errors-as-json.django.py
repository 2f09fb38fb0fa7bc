import logging

import django
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET


# region show
class SoldOut(Exception):
    pass


class Reserved(SoldOut):
    pass


def handler404(request, exception):
    return JsonResponse({"error": str(exception)}, status=404)


class SoldOutMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, SoldOut):
            error = f"{exception} is not available"
            return JsonResponse({"error": error}, status=409)
# endregion


@require_GET
def item(request, name):
    if name == "desk":
        raise SoldOut(name)
    if name == "lamp":
        raise Reserved(name)
    raise Http404(f"no item called {name}")


def caught(request):
    try:
        raise Http404
    except Http404 as error:
        return HttpResponse(f"caught {type(error).__name__}")


settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   MIDDLEWARE=[f"{__name__}.SoldOutMiddleware"])
urlpatterns = [path("items/<name>/", item), path("caught/", caught)]
django.setup()
logging.disable()
from django.test import Client  # noqa: E402

client = Client()
for method, url in (("GET", "/items/sofa/"), ("GET", "/items/desk/"),
                    ("GET", "/items/lamp/"), ("GET", "/nowhere/"),
                    ("POST", "/items/sofa/")):
    response = client.generic(method, url)
    said = f"{len(response.content)} bytes"
    if "json" in response.headers["Content-Type"]:
        said = response.json()["error"].split(",")[0]
    print(f"{method:4} {url:13} {response.status_code} {said}")
print("Http404 in a try:", client.get("/caught/").text)
