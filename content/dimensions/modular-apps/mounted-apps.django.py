import logging

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponseNotFound
from django.urls import path, reverse
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["localhost"])
django.setup()
logging.disable()


@Request.application
def site(request):
    if request.path == "/":
        return Response("the site")
    return Response("404 of the site", 404)


def items(request):
    return HttpResponse(f"the shop, links to {reverse('items')}")


def handler404(request, exception):
    return HttpResponseNotFound("404 of the shop")


urlpatterns = [path("items/", items, name="items")]

# region show
shop = get_wsgi_application()
application = DispatcherMiddleware(site, {"/shop": shop})
# endregion


for url in ("/", "/shop/items/", "/shop/none/", "/none/"):
    response = Client(application).get(url)
    print(f"GET {url:13} {response.text}")
