from functools import wraps

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

made = []


def stamped(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        response = view(*args, **kwargs)
        response.write(", stamped")
        return response

    return wrapped


# region show
@stamped
def item(request, name):
    return HttpResponse(f"read {name}")


@method_decorator(stamped, name="dispatch")
class Item(View):
    def __init__(self, **options):
        super().__init__(**options)
        made.append("Item")

    def get(self, request, name):
        return HttpResponse(f"read {name}")

    def put(self, request, name):
        return HttpResponse(f"changed {name}")
# endregion


urlpatterns = [
    path("function/<name>/", item),
    path("class/<name>/", Item.as_view()),
]
print("route:", urlpatterns[1].pattern, "->", urlpatterns[1].lookup_str)
client = Client()
print("GET function", client.get("/function/lamp/").text)
for method in ("GET", "PUT", "DELETE"):
    response = client.generic(method, "/class/lamp/")
    said = response.text if response.status_code == 200 else ""
    print(f"{method} class {response.status_code} {said}".rstrip())
print("instances for three requests:", len(made))
