import logging
import threading

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
)
django.setup()


# region show
class Item(models.Model):
    name = models.CharField(max_length=80)


def item(request, item_id):
    return HttpResponse(get_object_or_404(Item, pk=item_id).name)


def half(request):
    Item.objects.create(name="cup")
    raise RuntimeError


@transaction.atomic
def atomic(request):
    Item.objects.create(name="pot")
    raise RuntimeError


urlpatterns = [
    path("items/<int:item_id>/", item),
    path("half/", half), path("atomic/", atomic),
]
# endregion


def thread(request):
    def work():
        seen.append(f"open at its start: {connection.connection is not None}")
        Item.objects.count()
        seen.append(f"opened by a query: {connection.connection is not None}")
        connection.close()

    seen = []
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    return HttpResponse(", ".join(seen))


urlpatterns.append(path("thread/", thread))
with connection.schema_editor() as editor:
    editor.create_model(Item)
logging.disable()
client = Client(raise_request_exception=False)
print("GET /items/1/:", client.get("/items/1/").status_code)
print("POST /half/:", client.post("/half/").status_code,
      "rows left:", Item.objects.count())
print("POST /atomic/:", client.post("/atomic/").status_code)
print("rows left:", Item.objects.count())
print("GET /items/1/, a connection left open:",
      client.get("/items/1/").status_code)
print("GET /items/1/:", client.get("/items/1/").text)
print("in a thread,", client.get("/thread/").text)
