import io
import logging
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

screen, sys.stderr = sys.stderr, io.StringIO()
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"], DEBUG=False,
)
django.setup()

# region show
logger = logging.getLogger("shop")


def items(request):
    logger.info("somebody looks at the items")
    logger.warning("only two cups left")
    return HttpResponse("items")


def broken(request):
    raise ValueError("no such price")
# endregion


urlpatterns = [path("items", items), path("broken", broken)]
client = Client(raise_request_exception=False)
django_logger = logging.getLogger("django")
for address in ("/items", "/nowhere", "/broken"):
    sys.stderr = io.StringIO()
    for handler in django_logger.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(sys.stderr)
    client.get(address)
    lines = sys.stderr.getvalue().splitlines()
    print(address, "->", len(lines) and lines[0])
    print("   the info line:", any("somebody" in one for one in lines))
    print("   a traceback:", "ValueError: no such price" in lines)
sys.stderr = screen
print("name of the logger:", logger.name)
