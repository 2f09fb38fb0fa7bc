import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import NoReverseMatch, path, reverse

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["shop.example"])
django.setup()
from django.test import RequestFactory  # noqa: E402


def item(request, name):
    return HttpResponse(name)


urlpatterns = [path("items/<name>/", item, name="item")]
request = RequestFactory().get("/", secure=True,
                               headers={"Host": "shop.example"})


# region show
def url(name, **options):
    return reverse("item", kwargs={"name": name}, **options)


print("plain", url("lamp"))
print("escaped", url("bed & lamp"))
print("query", url("lamp", query={"page": 2}))
print("twice", url("lamp", query={"tag": ["a", "b"]}))
print("anchor", url("lamp", fragment="top"))
print("full", request.build_absolute_uri(url("lamp")))
# endregion
try:
    reverse("item", kwargs={"name": "lamp", "page": 2})
except NoReverseMatch as error:
    print("page among the values", type(error).__name__)
try:
    url("a/b")
except NoReverseMatch as error:
    print("slash in a value", type(error).__name__)
