"""The smallest app: settings, address and view in one file."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"])


def string(request):
    return HttpResponse("Hello from the shop")


urlpatterns = [path("string", string)]
app = get_wsgi_application()
