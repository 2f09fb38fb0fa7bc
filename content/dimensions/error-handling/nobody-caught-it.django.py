import logging
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import clear_url_caches, path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402


# region show
def handler500(request):
    cause = sys.exc_info()[0].__name__
    text = f"sorry, {request.path} failed ({cause})"
    return HttpResponse(text, status=500)


def view(request):
    return HttpResponse(1 / 0)
# endregion


urlpatterns = [path("broken/", view)]


class Recorder(logging.Handler):
    def emit(self, record):
        print("   logged:", record.name, record.levelname,
              record.getMessage())


logging.getLogger("django").handlers = [Recorder()]
client = Client(raise_request_exception=False)
for url in ("/broken/", "/nowhere/"):
    response = client.get(url)
    print(f"GET {url}", response.status_code)
    print("   sent:  ", response.text.strip().split("\n")[0])
try:
    Client().get("/broken/")
except ZeroDivisionError as error:
    print("with the default test client:", type(error).__name__,
          "reaches the test")
del handler500
clear_url_caches()
text = client.get("/broken/").text
print("default page:", [line.strip() for line in text.splitlines()
                             if "<h1>" in line][0])
