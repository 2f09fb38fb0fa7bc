import logging
import sqlite3

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], ROOT_URLCONF=__name__,
    LOGGING_CONFIG=None, ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [(
            "django.template.loaders.locmem.Loader",
            {"page.html": "{{ transaction_open }}"})]}}],
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


@transaction.atomic
def undone(request):
    Item.objects.create(name="cup")
    transaction.set_rollback(True)
    return HttpResponse("no", status=400)
# endregion


def context():
    return {"transaction_open": lambda: connection.in_atomic_block}


def rendered(request):
    return render(request, "page.html", context())


def later(request):
    return TemplateResponse(request, "page.html", context())




urlpatterns = [path("bare", bare), path("guarded", guarded),
               path("polite", polite), path("undone", undone),
               path("rendered", rendered), path("later", later),
               path("guarded/rendered", transaction.atomic(rendered)),
               path("guarded/later", transaction.atomic(later))]
client = Client(raise_request_exception=False)


def visit(path):
    Item.objects.all().delete()
    status = client.post(path).status_code
    with sqlite3.connect("shop.db") as other:   # another connection
        left, = other.execute("SELECT COUNT(*) FROM shop_item").fetchone()
    return f"{status}, rows left: {left}"


logging.disable(logging.CRITICAL)
print("the view raises:", visit("/bare"))
print("inside atomic, it raises:", visit("/guarded"))
print("it answers 400:", visit("/polite"))
print("set_rollback(True), it answers 400:", visit("/undone"))
print("@atomic, open while render() runs:",
      client.get("/guarded/rendered").content.decode())
print("@atomic, open while TemplateResponse renders:",
      client.get("/guarded/later").content.decode())
connection.settings_dict["ATOMIC_REQUESTS"] = True
print("ATOMIC_REQUESTS, the view raises:", visit("/bare"))
print("ATOMIC_REQUESTS, it answers 400:", visit("/polite"))
print("ATOMIC_REQUESTS, open while render() runs:",
      client.get("/rendered").content.decode())
print("ATOMIC_REQUESTS, open while TemplateResponse renders:",
      client.get("/later").content.decode())
