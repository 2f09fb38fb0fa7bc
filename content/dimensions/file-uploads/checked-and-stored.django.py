from io import BytesIO
from pathlib import Path

import django
from django import forms
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.validators import FileExtensionValidator
from django.http import JsonResponse
from django.urls import path

STORAGE = "django.core.files.storage.InMemoryStorage"
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MEDIA_ROOT="uploads",
    STORAGES={"default": {"BACKEND": STORAGE}},
)
django.setup()
from django.test import Client  # noqa: E402


# region show
class PhotoForm(forms.Form):
    photo = forms.FileField(validators=[
        FileExtensionValidator(["png"], "png only"),
    ])


def add_photo(request):
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    photo = form.cleaned_data["photo"]
    default_storage.save(photo.name, photo)
    return JsonResponse({
        "held as": type(photo).__name__,
        "on disk": hasattr(photo, "temporary_file_path"),
    })
# endregion


def show(label, name, content):
    file = BytesIO(content)
    file.name = name
    response = Client().post("/photos/", {"photo": file} if name else {})
    print(f"{label:18} {response.status_code} {response.json()}")


urlpatterns = [path("photos/", add_photo)]
show("a photo", "lamp.png", b"x")
show("a .txt file", "lamp.txt", b"x")
show("HTML named .png", "page.png", b"<script>")
show("no file", None, b"")
show("3 MB", "large.png", b"x" * 3_000_000)
print("storage:", type(storages["default"]).__name__)
print("stored:", sorted(default_storage.listdir(".")[1]))
print("folder on disk:", Path("uploads").exists())
