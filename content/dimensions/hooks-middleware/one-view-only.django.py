import runpy
from functools import wraps

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.urls import include, path
from django.utils.decorators import decorator_from_middleware
from django.utils.deprecation import MiddlewareMixin


# region show
def for_all(get_response):
    def middleware(request):
        response = get_response(request)
        mark(response, "all")
        match = request.resolver_match
        if match and "orders" in match.app_names:
            mark(response, "a condition")
        return response

    return middleware


def for_one(view):
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        return mark(view(request, *args, **kwargs), "one view")

    return wrapped
# endregion


class Stamp(MiddlewareMixin):
    def process_response(self, request, response):
        return mark(response, "a middleware class")


def mark(response, name):
    seen = response.headers.get("X-Seen-By")
    response.headers["X-Seen-By"] = f"{seen}, {name}" if seen else name
    return response


def items(request):
    return HttpResponse("items")


orders = [path("", items)]
urlpatterns = [
    path("items/", items),
    path("about/", for_one(items)),
    path("contact/", decorator_from_middleware(Stamp)(items)),
    path("orders/", include((orders, "orders"))),
]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   MIDDLEWARE=[f"{__name__}.for_all"])
django.setup()
from django.test import Client  # noqa: E402

for url in ("/items/", "/about/", "/orders/", "/contact/"):
    print(f"{url:9}", Client().get(url).headers["X-Seen-By"])

call_command("startproject", "shop")
written = runpy.run_path("shop/shop/settings.py")["MIDDLEWARE"]
print("in the settings of a new project:", len(written))
for name in written:
    print("   ", name.rpartition(".")[2])
shipped = f"{GZipMiddleware.__module__}.{GZipMiddleware.__name__}"
print("GZipMiddleware among them:", shipped in written)
