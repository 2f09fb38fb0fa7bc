import hashlib
import hmac
import json
import logging
import threading

import django
from django.apps import AppConfig
from django.conf import settings


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"], SECRET=b"from the payment service",
    DATABASES={"default": {
        "ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"}}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
logging.disable()
from django.core.exceptions import PermissionDenied  # noqa: E402
from django.db import IntegrityError, connection  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402


# region show
class Event(models.Model):
    """A delivery that was worked on; its key makes a second one fail."""

    id = models.CharField(max_length=40, primary_key=True)


class Payment(models.Model):
    amount = models.IntegerField()


@csrf_exempt
def webhook(request):
    expected = hmac.new(settings.SECRET, request.body, hashlib.sha256)
    given = request.headers.get("X-Signature", "")
    if not hmac.compare_digest(expected.hexdigest(), given):
        raise PermissionDenied
    event = json.loads(request.body)
    try:
        with transaction.atomic():
            Event.objects.create(id=event["id"])
            Payment.objects.create(amount=event["amount"])
    except IntegrityError:
        return HttpResponse("seen before")
    return HttpResponse("booked")
# endregion


urlpatterns = [path("webhook/", webhook)]
with connection.schema_editor() as editor:
    editor.create_model(Event)
    editor.create_model(Payment)


def deliver(event, secret=settings.SECRET):
    body = json.dumps(event)
    signature = hmac.new(secret, body.encode(), hashlib.sha256)
    answer = Client().post(
        "/webhook/", body, content_type="application/json",
        headers={"X-Signature": signature.hexdigest()})
    ok = answer.status_code == 200
    return answer.content.decode() if ok else answer.status_code


print("delivered:", deliver({"id": "e1", "amount": 5}))
print("delivered again:", deliver({"id": "e1", "amount": 5}))
print("with a forged signature:", deliver({"id": "e2", "amount": 9}, b"x"))
answers, barrier = [], threading.Barrier(4)


def at_once():
    barrier.wait()
    answers.append(deliver({"id": "e3", "amount": 7}))
    connection.close()


threads = [threading.Thread(target=at_once) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print("four times at once:", sorted(answers))
print("payments:", Payment.objects.count())
