import logging

import django
from django.conf import settings
from django.core import exceptions
from django.http import Http404, HttpResponse
from django.urls import clear_url_caches, path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
            "404.html": "template 404.html for {{ request_path }}",
            "500.html": "template 500.html",
        })]},
    }],
)
django.setup()
from django.test import Client  # noqa: E402


# region show
def handler400(request, exception):
    return HttpResponse("handler400", status=400)


def handler403(request, exception):
    return HttpResponse("handler403", status=403)


def handler404(request, exception):
    return HttpResponse("handler404", status=404)


def handler500(request):
    return HttpResponse("handler500", status=500)
# endregion


RAISED = [
    Http404(), exceptions.PermissionDenied(), exceptions.BadRequest(),
    exceptions.SuspiciousOperation(), exceptions.ObjectDoesNotExist(),
    exceptions.ValidationError("no"), KeyError("lamp"),
]


def stop(request, number):
    raise RAISED[number]


def teapot(request):
    return HttpResponse("the view's own answer", status=418)


def returned(request):
    return HttpResponse("the view's own answer", status=404)


urlpatterns = [path("stop/<int:number>/", stop), path("418/", teapot),
               path("404/", returned)]
logging.disable()
client = Client(raise_request_exception=False)
for number, error in enumerate(RAISED):
    response = client.get(f"/stop/{number}/")
    print(f"{type(error).__name__:19} {response.status_code} {response.text}")
for url in ("/418/", "/404/"):
    response = client.get(url)
    print(f"returned {url:10} {response.status_code} {response.text}")
del handler404, handler500
clear_url_caches()
for url in ("/nowhere/", "/stop/6/"):
    response = client.get(url)
    print(f"no handler {url:10} {response.status_code} {response.text}")
