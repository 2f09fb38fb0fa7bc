# region show
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])


def index(request):
    return HttpResponse("Hello")


urlpatterns = [path("", index)]
app = get_wsgi_application()
# endregion

import logging

from django.test import Client

logging.disable()


def lines_of_code():
    text = open(__file__).read()
    region = text.split("# region show")[1].split("# endregion")[0]
    return len([line for line in region.splitlines() if line.strip()])


print("files: 1, lines of code:", lines_of_code())
client = Client()
for url in ("/", "/missing"):
    response = client.get(url)
    first = [line for line in response.text.splitlines() if line][0]
    print(f"GET {url:9}{response.status_code} {first}")
print("content type:", client.get("/").headers["Content-Type"])
print("debug mode by default:", settings.DEBUG)
print("secret key by default:", repr(settings._wrapped.SECRET_KEY))
