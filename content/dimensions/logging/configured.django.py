import logging

import django
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import path

kept = []


class Keep(logging.Handler):
    def emit(self, record):
        kept.append(self.format(record).splitlines()[0])


# region show
class AddPath(logging.Filter):
    def filter(self, record):
        request = getattr(record, "request", None)
        record.path = request.path if request else "-"
        return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {
        "format": "%(levelname)s %(name)s %(path)s %(message)s",
    }},
    "filters": {"path": {"()": AddPath}},
    "handlers": {"keep": {"()": Keep, "formatter": "plain",
                          "filters": ["path"]}},
    "root": {"level": "INFO", "handlers": ["keep"]},
}
# endregion
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__, LOGGING=LOGGING,
    ALLOWED_HOSTS=["testserver"],
)
django.setup()


def items(request):
    logging.getLogger("shop").info("a user looks")
    return HttpResponse("items")


def broken(request):
    raise ValueError("no such price")


def odd(request):
    raise SuspiciousOperation("odd price")


urlpatterns = [path("items", items), path("broken", broken),
               path("odd", odd)]
client = Client(raise_request_exception=False)
for url in ("/items", "/nowhere", "/broken", "/odd"):
    kept.clear()
    status = client.get(url).status_code
    print(url, status, kept)
print("handlers of the logger 'django':", [
    type(handler).__name__ for handler in logging.getLogger("django").handlers
])
print("loggers:", *sorted(
    name for name, one in logging.root.manager.loggerDict.items()
    if name.startswith("django.") and isinstance(one, logging.Logger)
))
