import logging
import sys

import django
from django.conf import settings
from django.core.signals import (
    got_request_exception,
    request_finished,
    request_started,
)
from django.db.models import signals as model_signals
from django.dispatch import Signal, receiver
from django.http import JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

log = []

# region show
order_paid = Signal()


class Shop:
    name = "shop"


@receiver(order_paid)
def send_receipt(sender, order, **kwargs):
    log.append(f"receipt for {order}")


@receiver(order_paid, sender=Shop)
def count_stock(sender, order, **kwargs):
    log.append(f"stock counted by {sender.name}")
    return "two left"


def pay(request, order):
    answers = order_paid.send(Shop, order=order)
    texts = [text for receiver, text in answers if text]
    return JsonResponse(texts, safe=False)
# endregion


def broken(request):
    return 1 / 0


urlpatterns = [path("pay/<order>/", pay), path("broken/", broken)]


@receiver(got_request_exception)
def failed(sender, request, **kwargs):
    log.append(f"got_request_exception {sys.exc_info()[0].__name__}")


@receiver(request_started)
def started(sender, **kwargs):
    log.append("request_started")


@receiver(request_finished)
def finished(sender, **kwargs):
    log.append("request_finished")


print("from the package:", Signal.__module__.split(".")[0])
answer = Client().post("/pay/o-7/")
for line in log:
    print("   ", line)
print("answers:", answer.json())
log.clear()
order_paid.send("another sender", order="o-8")
print("another sender:", log)
log.clear()
logging.disable()
Client(raise_request_exception=False).get("/broken/")
print("GET /broken/:", ", ".join(log))
names = sorted(name for name, value in vars(model_signals).items()
               if isinstance(value, Signal))
print("built-in signals for models:", len(names), "such as",
      ", ".join(names[-3:]))
