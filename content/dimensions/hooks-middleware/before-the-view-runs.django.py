import logging

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

log = []


# region show
class Language:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        log.append(f"middleware sees {request.resolver_match}")
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        request.language = kwargs.pop("language", None)
        log.append(f"{view.__name__} {request.language}")


def items(request):
    return HttpResponse(f"items in {request.language}")


urlpatterns = [path("<language>/items/", items)]
# endregion

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   MIDDLEWARE=[f"{__name__}.Language"])
django.setup()
logging.disable()
from django.test import Client  # noqa: E402

for url in ("/en/items/", "/nothing/"):
    log.clear()
    response = Client().get(url)
    said = response.text if response.status_code == 200 else ""
    print(f"GET {url:11} {response.status_code} {said}".rstrip())
    print("   ", "; ".join(log))
