import re
from functools import wraps
from importlib.util import find_spec
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.urls import include, path


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
    path("orders/", include((orders, "orders"))),
]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   MIDDLEWARE=[f"{__name__}.for_all"])
django.setup()
from django.test import Client  # noqa: E402

for url in ("/items/", "/about/", "/orders/"):
    print(f"{url:8}", Client().get(url).headers["X-Seen-By"])

template = Path(find_spec("django.conf").origin).parent.joinpath(
    "project_template", "project_name", "settings.py-tpl").read_text()
print("in the settings of a new project:")
for name in re.findall(r"\.(\w+Middleware)\b", template):
    print("   ", name)
print("shipped, to be switched on:", GZipMiddleware.__name__)
