import logging

import django
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.urls import path


# region show
def handler404(request, exception):
    if request.path.startswith("/api/"):
        return JsonResponse({"error": "not found"}, status=404)
    return HttpResponseNotFound("<h1>Not found</h1>")


def handler403(request, exception):
    return JsonResponse({"error": str(exception)}, status=403)


def handler500(request):
    return JsonResponse({"error": "something failed"}, status=500)
# endregion


class EveryError:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return JsonResponse({"error": "something failed"}, status=500)


def broken(request):
    return HttpResponse(1 / 0)


def forbidden(request):
    raise PermissionDenied("staff only")


urlpatterns = [path("api/broken/", broken),
               path("api/forbidden/", forbidden)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client, override_settings  # noqa: E402


class Count(logging.Handler):
    def emit(self, record):
        records.append(record)


records = []
logging.getLogger("django").handlers = [Count()]
for title, middleware in (("four handlers", []),
                          ("process_exception() for everything",
                           [f"{__name__}.EveryError"])):
    print(title)
    with override_settings(MIDDLEWARE=middleware):
        for url in ("/nothing", "/api/nothing", "/api/forbidden/",
                    "/api/broken/"):
            records.clear()
            client = Client(raise_request_exception=False)
            response = client.get(url)
            said = "HTML"
            if "json" in response.headers["Content-Type"]:
                said = response.json()["error"]
            traced = any(record.exc_info for record in records)
            print(f"  GET {url:15} {response.status_code} {said};",
                  len(records), "logged,",
                  "with" if traced else "without", "traceback")
