import json
import sys
from functools import partial
from pathlib import Path

import django
from django.apps import AppConfig
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver


class Shop(AppConfig):
    path = "."


settings.configure(
    INSTALLED_APPS=[Shop("shop", sys.modules[__name__])],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
log = []


class Order(models.Model):
    item = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


def send_receipt(order_id):
    log.append(f"receipt for order {order_id}")


@receiver(post_save, sender=Order)
def too_early(sender, instance, **kwargs):
    log.append("post_save")


# region show
@receiver(post_save, sender=Order)
def order_saved(sender, instance, created, raw, **kwargs):
    if created and not raw:
        transaction.on_commit(
            partial(send_receipt, instance.pk))
# endregion


def show(what):
    print(f"{what:14}", ", ".join(log) or "no receiver called")
    log.clear()


with connection.schema_editor() as editor:
    editor.create_model(Order)
with transaction.atomic():
    Order.objects.create(item="lamp")
    log.append("end of block")
show("committed")
try:
    with transaction.atomic():
        Order.objects.create(item="desk")
        raise ValueError
except ValueError:
    show("rolled back")
Order.objects.create(item="sofa")
show("autocommit")
Order.objects.bulk_create([Order(item="chair")])
show("bulk_create()")
Path("order.json").write_text(json.dumps([
    {"model": "shop.order", "pk": 9, "fields": {"item": "bed"}}]))
call_command("loaddata", "order.json", verbosity=0)
show("loaddata")
