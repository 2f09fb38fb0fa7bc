import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
)
django.setup()
written = []


# region show
def version(request):
    return '"version-7"'


@cache_control(private=True, max_age=60)
@condition(etag_func=version)
def items(request):
    written.append("page")
    return HttpResponse("a long list")
# endregion


urlpatterns = [path("items", items)]

client = Client()
first = client.get("/items")
print("first:", first.status_code, first.headers["ETag"])
print("Cache-Control:", first.headers["Cache-Control"])
again = client.get("/items", headers={"If-None-Match": '"version-7"'})
print("again, with the tag:", again.status_code, len(again.content), "bytes")
print("pages written:", len(written))
