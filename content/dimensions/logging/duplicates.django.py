import io
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils.log import configure_logging

# region show
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"level": "INFO"}},
}
# endregion
ROOT_ALONE = {**LOGGING, "loggers": {}}


def broken(request):
    raise ValueError("no such price")


urlpatterns = [path("broken", broken),
               path("items", lambda request: HttpResponse("items"))]
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"], LOGGING_CONFIG=None,
)
django.setup()
client = Client(raise_request_exception=False)


def count(label, logging, debug):
    screen, sys.stderr = sys.stderr, io.StringIO()
    configure_logging("logging.config.dictConfig", logging)
    with override_settings(DEBUG=debug):
        client.get("/broken")
    said, sys.stderr = sys.stderr.getvalue(), screen
    lines = said.splitlines()
    print(f"{label}, debug {'on' if debug else 'off'}:",
          "records", lines.count("Internal Server Error: /broken"),
          "tracebacks", lines.count("ValueError: no such price"))


for debug in (False, True):
    count("no LOGGING", {}, debug)
    count("a handler on root alone", ROOT_ALONE, debug)
    count("root, and django without handlers", LOGGING, debug)
