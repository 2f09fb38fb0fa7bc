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
        if request.GET["key"] == "bad":
            raise LookupError("gate")
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
        log.append(f"process_exception got {exception!r}")
# endregion


def outer(get_response):
    def middleware(request):
        try:
            response = get_response(request)
            log.append(f"outer out {response.status_code}")
            return response
        finally:
            log.append("outer finally")

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
from django.test import Client, override_settings  # noqa: E402

client = Client(raise_request_exception=False)
for url in ("/items/", "/items/?key=1", "/items/?key=bad",
            "/broken/?key=1"):
    log.clear()
    response = client.get(url)
    print(f"GET {url}  {response.status_code}")
    print("   ", " > ".join(log))
with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=True):
    log.clear()
    try:
        client.get("/broken/?key=1")
    except ValueError as error:
        print(f"GET /broken/?key=1  {type(error).__name__},",
              "DEBUG_PROPAGATE_EXCEPTIONS is on")
        print("   ", " > ".join(log))
