import logging

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

log = []


# region show
class First:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        log.append("first in")
        response = self.get_response(request)
        log.append("first out")
        response.headers["X-Shop"] = "north"
        return response


def second(get_response):
    def middleware(request):
        log.append("second in")
        response = get_response(request)
        log.append("second out")
        return response

    return middleware
# endregion


def items(request):
    log.append("view")
    return HttpResponse("items")


class Wrapper:
    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        log.append("WSGI wrapper")
        return self.application(environ, start_response)


settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[f"{__name__}.First", f"{__name__}.second"],
)
urlpatterns = [path("items/", items)]
django.setup()
logging.disable()
from django.test import RequestFactory  # noqa: E402

application = Wrapper(get_wsgi_application())
for url in ("/items/", "/nothing/"):
    log.clear()
    sent = {}
    application(RequestFactory().get(url).environ,
                lambda status, headers: sent.update(headers))
    if url == "/items/":
        print("header added:", sent["X-Shop"])
        print(*log, sep="\n")
print("for a 404:", ", ".join(log))
