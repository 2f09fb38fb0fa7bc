import os

from celery import shared_task
from django.conf import settings

from shop.models import Order


@shared_task
def confirm(key):
    order = Order.objects.get(pk=key)
    return f"{settings.SHOP} confirms {order.name}", os.getpid()
