import logging

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

log = []


# region show
def gate(get_response):
    def middleware(request):
        log.append("gate")
        if "key" not in request.GET:
            return HttpResponse("no key", status=401)
        return get_response(request)

    return middleware


class Inner:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        log.append("inner in")
        response = self.get_response(request)
        log.append(f"inner out {response.status_code}")
        return response

    def process_exception(self, request, exception):
        log.append(f"told of {exception!r}")
# endregion


def outer(get_response):
    def middleware(request):
        response = get_response(request)
        log.append(f"outer out {response.status_code}")
        return response

    return middleware


def items(request):
    log.append("view")
    return HttpResponse("items")


def broken(request):
    log.append("view")
    raise ValueError("sold out")


settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=[f"{__name__}.{m}" for m in ("outer", "gate", "Inner")],
)
urlpatterns = [path("items/", items), path("broken/", broken)]
django.setup()
logging.disable()
from django.test import Client  # noqa: E402

client = Client(raise_request_exception=False)
for url in ("/items/", "/items/?key=1", "/broken/?key=1"):
    log.clear()
    response = client.get(url)
    print(f"GET {url}  {response.status_code}")
    print("   ", " > ".join(log))
