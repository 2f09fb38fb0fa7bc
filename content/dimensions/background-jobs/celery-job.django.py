import logging
import os
import sys
import time

import django
from celery import Celery, shared_task
from celery.contrib.testing.worker import start_worker
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models, transaction
from django.http import JsonResponse
from django.test import Client
from django.urls import path


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    SHOP="Corner shop", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["__main__.Shop"], LOGGING_CONFIG=None,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    CELERY_BROKER_URL="memory://",
    CELERY_RESULT_BACKEND="cache+memory://",
    CELERY_BROKER_TRANSPORT_OPTIONS={"polling_interval": 0.02},
    CELERY_WORKER_ENABLE_REMOTE_CONTROL=False,
    CELERY_WORKER_HIJACK_ROOT_LOGGER=False,
)
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"    # as manage.py does
django.setup()


class Order(models.Model):
    name = models.CharField(max_length=80)


# region show
celery_app = Celery("shop")
celery_app.config_from_object(
    "django.conf:settings", namespace="CELERY")
celery_app.set_default()


@shared_task
def confirm(key):
    order = Order.objects.get(pk=key)
    return f"{settings.SHOP} confirms {order.name}"
# endregion


@shared_task
def fail():
    raise ValueError("no paper")


@shared_task
def count():
    return Order.objects.count()


@shared_task
def note():
    noted.append(Order.objects.count())


def wait_for_note(number):
    for _ in range(500):
        if len(noted) >= number:
            break
        time.sleep(0.01)


jobs, noted = [], []


def add_order(request):
    with transaction.atomic():
        order = Order.objects.create(name="cup")
        early = count.delay().get(timeout=5, interval=0.02)
        transaction.on_commit(lambda: jobs.append(count.delay()))
        later = len(jobs)
    late = jobs[0].get(timeout=5, interval=0.02)
    return JsonResponse(
        {"before the commit": early, "after the commit": late,
         "key": order.pk, "later": later})


urlpatterns = [path("orders", add_order)]
logging.disable(logging.CRITICAL)
with connection.schema_editor() as editor:
    editor.create_model(Order)
worker = start_worker(celery_app, perform_ping_check=False, pool="solo")
worker.__enter__()
said = Client().post("/orders").json()
print("rows a job sees before the commit:", said["before the commit"])
print("jobs sent by on_commit() inside the block:", said["later"])
print("rows a job sees after the commit:", said["after the commit"])
job = confirm.delay(said["key"])
print("delay() returns:", type(job).__name__)
print("result:", job.get(timeout=5, interval=0.02))
job = fail.delay()
try:
    job.get(timeout=5, interval=0.02)
except ValueError as error:
    print("a job that raises:", job.state, "-", error)
try:
    confirm.delay(Order(name="pot"))
except Exception as error:
    print("a model object as argument:", type(error).__name__)
with transaction.atomic():
    Order.objects.create(name="jug")
    note.delay_on_commit()
    inside = len(noted)
wait_for_note(1)
print("sent by delay_on_commit():", inside, "inside,", len(noted),
      "after, rows seen:", noted[0])
try:
    with transaction.atomic():
        Order.objects.create(name="pan")
        note.delay_on_commit()
        raise ValueError
except ValueError:
    job = count.apply_async(countdown=0.2)
    print("countdown=0.2:", job.get(timeout=5, interval=0.02), "rows")
print("sent after a rollback:", len(noted) - 1)
sys.stdout.flush()
os._exit(0)                 # a worker takes seconds to stop by itself
