from io import BytesIO
from pathlib import Path
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection, models
from django.http import JsonResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MEDIA_ROOT="uploads",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
from django.test import Client  # noqa: E402


# region show
def photo_path(instance, filename):
    return f"{uuid4().hex}.png"


class Photo(models.Model):
    file = models.FileField(upload_to=photo_path)
    title = models.CharField(max_length=200)

    class Meta:
        app_label = "shop"


def add_photo(request):
    if int(request.headers["Content-Length"]) > 5 * 1024 * 1024:
        return JsonResponse({"error": "too large"}, status=413)
    file = request.FILES["photo"]
    photo = Photo.objects.create(file=file, title=file.name)
    return JsonResponse({"name": photo.file.name}, status=201)
# endregion


urlpatterns = [path("photos/", add_photo)]
with connection.schema_editor() as editor:
    editor.create_model(Photo)
for name, size in (("lamp.png", 9), ("lamp.png", 9),
                   ("../../etc/passwd", 9), ("big.png", 6 * 1024 * 1024)):
    file = BytesIO(b"x" * size)
    file.name = name
    response = Client().post("/photos/", {"photo": file})
    said = ""
    if response.status_code == 201:
        made = response.json()["name"]
        said = f"{len(made) - 4} hex digits + {made[-4:]}"
    print(f"{name:17} {response.status_code} {said}".rstrip())
print("files now:", len(list(Path("uploads").iterdir())))
