import logging
import re
import time

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path


def gate(get_response):
    def middleware(request):
        if "key" not in request.GET:
            return HttpResponse("no key", status=401)
        return get_response(request)

    return middleware


# region show
def timer(get_response):
    def middleware(request):
        started = time.perf_counter()
        response = get_response(request)
        spent = (time.perf_counter() - started) * 1000
        response.headers["Server-Timing"] = f"app;dur={spent:.0f}"
        return response

    return middleware
# endregion


def items(request):
    return HttpResponse("items")


settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=[f"{__name__}.gate", f"{__name__}.timer"],
)
urlpatterns = [path("items/", items)]
django.setup()
logging.disable()
from django.test import Client  # noqa: E402

for url in ("/items/?key=1", "/items/", "/nothing/?key=1"):
    response = Client().get(url)
    timing = response.headers.get("Server-Timing", "no timing")
    print(f"GET {url:15} {response.status_code}",
          re.sub(r"\d+", "(milliseconds)", timing))
