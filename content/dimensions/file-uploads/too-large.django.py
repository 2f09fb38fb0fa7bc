import logging
from io import BytesIO

import django
from django.conf import settings
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


def show(label, url, data):
    response = client.post(url, data)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:22} {response.status_code} {said}".rstrip())


def photo(size):
    file = BytesIO(b"x" * size)
    file.name = "lamp.png"
    return file


urlpatterns = [path("photos/", add_photo), path("small/", add_small)]
logging.disable()
client = Client()
for key in ("MEMORY_SIZE", "NUMBER_FIELDS", "NUMBER_FILES"):
    key = f"DATA_UPLOAD_MAX_{key}"
    print(f"{key:30} {getattr(settings, key)}")
show("a file of 3 MB", "/photos/", {"photo": photo(3_000_000)})
show("a field of 600 kB", "/photos/", {"text": "x" * 600_000})
show("a field of 3 MB", "/photos/", {"text": "x" * 3_000_000})
show("1001 fields", "/photos/", {f"f{n}": "x" for n in range(1001)})
show("101 files", "/photos/", {f"f{n}": photo(1) for n in range(101)})
show("3 MB where 1 is taken", "/small/", {"photo": photo(3_000_000)})
