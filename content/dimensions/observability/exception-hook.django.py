import logging
import sys

import django
from django.conf import settings
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import path

reports = []


# region show
@receiver(got_request_exception)
def report(sender, request, **extra):
    exception = sys.exception()
    reports.append(f"{type(exception).__name__}: {exception}"
                   f" | {request.method} {request.path}")
# endregion


def broken(request):
    raise ValueError("no such price")


class OutOfStock(Exception):
    pass


class OutOfStockMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, OutOfStock):
            return HttpResponse("out of stock", status=409)


def handled(request):
    raise OutOfStock


def aborted(request):
    return HttpResponse("a 500 that the view returns", status=500)


def stream(request):
    def rows():
        yield "first row\n"
        raise ValueError("no second row")

    return StreamingHttpResponse(rows())


def error_page(request):
    return HttpResponse("our own page", status=500)


handler500 = error_page
urlpatterns = [path("broken", broken), path("handled", handled),
               path("aborted", aborted), path("stream", stream)]
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["__main__.OutOfStockMiddleware"],
)
django.setup()
logging.disable(logging.CRITICAL)
from django.core.wsgi import get_wsgi_application  # noqa: E402

app = get_wsgi_application()


def get(path):
    reports.clear()
    try:
        answer = app.get_response(RequestFactory().get(path))
        if answer.streaming:
            list(answer)
        answer = answer.status_code
    except ValueError as error:
        answer = f"200, then {error}"
    print(f"GET {path}: {answer} | reports: {reports}")


for url in ("/broken", "/handled", "/nowhere", "/aborted", "/stream"):
    get(url)


def tracker_down(sender, request, **extra):
    raise OSError("the tracker cannot be reached")


got_request_exception.connect(tracker_down)
try:
    answer = app.get_response(RequestFactory().get("/broken")).status_code
except OSError as error:
    answer = f"{type(error).__name__}: {error}"
print("a receiver that raises:", answer)
