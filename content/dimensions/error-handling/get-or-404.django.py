import logging

import django
from django.conf import settings
from django.db import connection, models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
logging.disable()
from django.test import Client  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


# region show
def item(request, item_id):
    found = get_object_or_404(Item, pk=item_id)
    return HttpResponse(found.name)


def named(request, name):
    found = get_object_or_404(Item.objects.filter(name=name))
    return HttpResponse(found.name)
# endregion


def bare(request, name):
    return HttpResponse(Item.objects.get(name=name).name)


urlpatterns = [
    path("items/<int:item_id>/", item),
    path("named/<name>/", named),
    path("bare/<name>/", bare),
]
with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.create(id=7, name="lamp")
client = Client(raise_request_exception=False)
for url in ("/items/7/", "/items/8/", "/named/lamp/", "/named/sofa/",
            "/bare/sofa/"):
    response = client.get(url)
    body = response.text if response.status_code == 200 else ""
    print(f"GET {url:13} {response.status_code} {body}".rstrip())
try:
    Client().get("/bare/sofa/")
except Item.DoesNotExist as error:
    print("GET /bare/sofa/  ", type(error).__qualname__)
