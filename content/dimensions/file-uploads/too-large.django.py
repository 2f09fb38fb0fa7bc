import logging
from io import BytesIO
from urllib.parse import urlencode

import django
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402


# region show
def add_photo(request):
    got = sum(f.size for f in request.FILES.values())
    return HttpResponse(
        f"{got} bytes in files, {len(request.POST)} fields")


def add_small(request):
    if int(request.headers["Content-Length"]) > 1_000_000:
        return HttpResponse("too large", status=413)
    return add_photo(request)
# endregion


class Limit(FileUploadHandler):
    def handle_raw_input(self, data, META, content_length, *rest):
        if content_length > 1_000_000:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None


def add_handled(request):
    request.upload_handlers.insert(0, Limit(request))
    return add_photo(request)


URLENCODED = "application/x-www-form-urlencoded"


def show(label, url, data, kind=None):
    if kind:
        response = client.generic("POST", url, urlencode(data), kind)
    else:
        response = client.post(url, data)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:30} {response.status_code} {said}".rstrip())


def photo(size):
    file = BytesIO(b"x" * size)
    file.name = "lamp.png"
    return file


def fields(count, size=1):
    return {f"f{n}": "x" * size for n in range(count)}


urlpatterns = [
    path("photos/", add_photo),
    path("small/", add_small),
    path("handled/", add_handled),
]
logging.disable()
client = Client()
for key in ("MEMORY_SIZE", "NUMBER_FIELDS", "NUMBER_FILES"):
    key = f"DATA_UPLOAD_MAX_{key}"
    print(f"{key:30} {getattr(settings, key)}")
show("a file of 30 MB", "/photos/", {"photo": photo(30_000_000)})
show("a field of 400 kB", "/photos/", fields(1, 400_000))
show("ten fields of 400 kB", "/photos/", fields(10, 400_000))
show("a field of 600 kB", "/photos/", fields(1, 600_000))
show("a field of 5 MB, urlencoded", "/photos/", fields(1, 5_000_000),
     URLENCODED)
show("1001 fields", "/photos/", fields(1001))
show("1001 fields, urlencoded", "/photos/", fields(1001), URLENCODED)
show("101 files", "/photos/", {f"p{n}": photo(1) for n in range(101)})
show("600 fields and 100 files", "/photos/",
     fields(600) | {f"p{n}": photo(1) for n in range(100)})
show("3 MB, limit of 1 MB in the view", "/small/",
     {"photo": photo(3_000_000)})
show("3 MB, limit of 1 MB in a handler", "/handled/",
     {"photo": photo(3_000_000)})
