import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import converters, path, re_path, register_converter

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

built_in = sorted(converters.get_converters())


def item(request, item_id):
    return HttpResponse(f"item_id={item_id!r}")


def archive(request, year):
    return HttpResponse(f"year={year!r}")


def code(request, code):
    return HttpResponse(f"code={code!r}")


# region show
class Year:
    regex = "[0-9]{4}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(Year, "year")

urlpatterns = [
    path("items/<int:item_id>/", item),
    path("archive/<year:year>/", archive),
    re_path(r"^codes/(?P<code>[A-Z]{2})/$", code),
]
# endregion


print("built in:", ", ".join(built_in))
print("ROOT_URLCONF:", settings.ROOT_URLCONF)
for entry in urlpatterns:
    print("pattern:", entry.pattern, "->", entry.callback.__name__)

client = Client()
for url in ("/items/7/", "/items/seven/", "/archive/2026/", "/archive/26/",
            "/codes/AB/", "/codes/ABC/"):
    response = client.get(url)
    body = response.text if response.status_code == 200 else ""
    print(f"GET {url:15} {response.status_code} {body}".rstrip())
