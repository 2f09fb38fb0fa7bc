import logging

import django
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import path
from django.views import View

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   LOGGING_CONFIG=None, DEBUG=False, SECRET_KEY="x")
django.setup()
logging.disable(logging.CRITICAL)
store = {1: "cup"}


# region show
class ItemView(View):
    def get(self, request, key):
        if key not in store:
            raise Http404("no such item")
        return JsonResponse({"name": store[key]})

    def delete(self, request, key):
        del store[key]
        return HttpResponse(status=204)


def not_found(request, exception):
    said = exception.args[0]
    if not isinstance(said, str):      # no URL pattern matched
        said = "no such URL"
    return JsonResponse({"error": said}, status=404)


def failed(request):
    return JsonResponse({"error": "server"}, status=500)


urlpatterns = [path("items/<int:key>", ItemView.as_view())]
handler404, handler500 = not_found, failed
# endregion


client = Client(raise_request_exception=False)
for method, url in (("GET", "/items/1"), ("GET", "/items/9"),
                        ("PUT", "/items/1"), ("GET", "/nowhere"),
                        ("DELETE", "/items/9"), ("DELETE", "/items/1"),
                        ("OPTIONS", "/items/1")):
    answer = client.generic(method, url)
    kind = answer.headers.get("Content-Type", "")
    print(method, url, answer.status_code,
          answer.json() if "json" in kind else "no JSON")
with override_settings(DEBUG=True):
    answer = client.get("/items/9")
    print("DEBUG=True, GET /items/9", answer.status_code,
          answer.headers["Content-Type"].partition(";")[0])
