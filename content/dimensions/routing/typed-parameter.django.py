import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import converters, path, re_path, register_converter

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

built_in = sorted(converters.get_converters())


class Month:
    regex = "[0-9]{1,2}"

    def to_python(self, value):
        if not 1 <= int(value) <= 12:
            raise ValueError
        return int(value)

    def to_url(self, value):
        return str(value)


def item(request, item_id):
    return HttpResponse(f"item_id={item_id!r}")


def archive(request, year):
    return HttpResponse(f"year={year!r}")


def code(request, code):
    return HttpResponse(f"code={code!r}")


def month(request, number):
    return HttpResponse(f"{number!r}")


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
    re_path(r"^codes/(?P<code>[A-Z]{2}[0-9]{2})/$", code),
    re_path(r"^reports/(?P<year>[0-9]{4})/$", archive),
]
# endregion

register_converter(Month, "month")
urlpatterns.append(path("months/<month:number>/", month))

print("built-in converters:", ", ".join(built_in))
print("ROOT_URLCONF:", settings.ROOT_URLCONF)
for entry in urlpatterns:
    print("pattern:", entry.pattern, "->", entry.callback.__name__)

client = Client()
for url in ("/items/7/", "/items/seven/", "/items/-7/", "/archive/2026/",
            "/archive/26/", "/codes/AB12/", "/codes/ABC/", "/reports/2026/",
            "/months/12/", "/months/13/"):
    response = client.get(url)
    body = response.text if response.status_code == 200 else ""
    print(f"GET {url:15} {response.status_code} {body}".rstrip())
