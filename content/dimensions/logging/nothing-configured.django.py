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
    logger.info("a user lists the items")
    logger.warning("only two cups left")
    return HttpResponse("items")


def broken(request):
    raise ValueError("no such price")
# endregion


urlpatterns = [path("items", items), path("broken", broken)]
client = Client(raise_request_exception=False)
django_logger = logging.getLogger("django")
for url in ("/items", "/nowhere", "/broken"):
    sys.stderr = io.StringIO()
    for handler in django_logger.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(sys.stderr)
    client.get(url)
    lines = sys.stderr.getvalue().splitlines()
    print(url, "-> stderr:", lines[0] if lines else "empty")
    print(f"{url}, info message:",
          any("a user" in one for one in lines))
    print(f"{url}, traceback:", "ValueError: no such price" in lines)
sys.stderr = screen
print("name of the logger:", logger.name)
