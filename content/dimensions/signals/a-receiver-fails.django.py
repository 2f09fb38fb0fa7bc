import logging

import django
from django.conf import settings
from django.dispatch import Signal

settings.configure()
django.setup()
from factory.django import mute_signals  # noqa: E402

logging.disable()
order_paid = Signal()
log = []


# region show
def fails(sender, order, **kwargs):
    raise ValueError("no printer")


def mails(sender, order, **kwargs):
    log.append("mailed")


order_paid.connect(fails)
order_paid.connect(mails)
try:
    order_paid.send("shop", order="o-7")
except ValueError as error:
    print("send():", type(error).__name__, "reaches the sender")
print("receivers after it:", log)
answers = order_paid.send_robust("shop", order="o-7")
for receiver, answer in answers:
    print("send_robust():", receiver.__name__, repr(answer))
# endregion
order_paid.disconnect(fails)


def connect_one_that_is_dropped():
    def local(sender, order, **kwargs):
        log.append("local ran")

    order_paid.connect(local)


connect_one_that_is_dropped()
log.clear()
order_paid.send("shop", order="o-7")
print("after the local function is gone:", log)


def connect_one_that_stays():
    def local(sender, order, **kwargs):
        log.append("local ran")

    order_paid.connect(local, weak=False)


connect_one_that_stays()
log.clear()
order_paid.send("shop", order="o-7")
print("connected with weak=False:", sorted(log))
order_paid.receivers.clear()
order_paid.sender_receivers_cache.clear()
order_paid.connect(mails)
order_paid.connect(mails)
log.clear()
order_paid.send("shop", order="o-8")
print("connected twice:", log)


def extra(sender, order, **kwargs):
    log.append("extra")


log.clear()
with mute_signals(order_paid):
    order_paid.send("shop", order="o-9")
print("mute_signals() of factory_boy:", log)
order_paid.connect(extra)
try:
    order_paid.send("shop", order="o-10")
finally:
    order_paid.disconnect(extra)
order_paid.send("shop", order="o-11")
print("connect() and disconnect():", sorted(log))


def short(sender, order):
    log.append("short")


order_paid.connect(short)
try:
    order_paid.send("shop", order="o-9")
except TypeError as error:
    print("a receiver without **kwargs:", type(error).__name__)
