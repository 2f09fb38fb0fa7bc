import logging

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], ROOT_URLCONF=__name__,
    LOGGING_CONFIG=None, ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Item(models.Model):
    name = models.CharField(max_length=80)


with connection.schema_editor() as editor:
    editor.create_model(Item)


# region show
def bare(request):
    Item.objects.create(name="cup")
    raise ValueError("before the second item")


@transaction.atomic
def guarded(request):
    Item.objects.create(name="cup")
    raise ValueError("before the second item")


def polite(request):
    Item.objects.create(name="cup")
    return HttpResponse("no", status=400)
# endregion


urlpatterns = [path("bare", bare), path("guarded", guarded),
               path("polite", polite)]
client = Client(raise_request_exception=False)


def visit(address):
    Item.objects.all().delete()
    status = client.post(address).status_code
    return f"{status}, rows left: {Item.objects.count()}"


logging.disable(logging.CRITICAL)
print("the view raises:", visit("/bare"))
print("inside atomic, it raises:", visit("/guarded"))
print("it answers 400:", visit("/polite"))
connection.settings_dict["ATOMIC_REQUESTS"] = True
print("ATOMIC_REQUESTS, the view raises:", visit("/bare"))
print("ATOMIC_REQUESTS, it answers 400:", visit("/polite"))
