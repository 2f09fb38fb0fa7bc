import logging

import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402


# region show
def items(request):
    return JsonResponse({
        "tag": request.GET["tag"],
        "all tags": request.GET.getlist("tag"),
        "page": int(request.GET.get("page", 1)),
    })


def changed(request):
    try:
        request.GET["tag"] = "new"
    except AttributeError as error:
        return HttpResponse(f"{type(error).__name__} - {error}")
# endregion


def show(url):
    response = client.get(url)
    print(f"GET {url}", response.status_code)
    if response.status_code == 200:
        for name in ("tag", "all tags", "page"):
            print(f"    {name:8} {response.json()[name]!r}")
    else:
        print("    raised  ", response.exc_info[0].__name__)


urlpatterns = [path("items/", items), path("changed/", changed)]
logging.disable()
client = Client(raise_request_exception=False)
show("/items/?tag=red&tag=blue&page=2")
show("/items/?tag=red&page=two")
show("/items/?page=2")
print("assigning to it:", client.get("/changed/").text)
