from blinker import signal

order_paid = signal("order-paid")
log = []


# region show
def fails(sender, order):
    raise ValueError("no printer")


def mails(sender, order):
    log.append("mailed")


order_paid.connect(fails)
try:
    order_paid.send("shop", order="o-7")
except ValueError as error:
    print("send():", type(error).__name__, "reaches the sender")
# endregion
order_paid.disconnect(fails)


def connect_one_that_is_dropped():
    def local(sender, order):
        log.append("local ran")

    order_paid.connect(local)


order_paid.connect(mails)
connect_one_that_is_dropped()
order_paid.send("shop", order="o-7")
print("after the local function is gone:", log)


def connect_one_that_stays():
    def local(sender, order):
        log.append("local ran")

    order_paid.connect(local, weak=False)

connect_one_that_stays()
log.clear()
order_paid.send("shop", order="o-7")
print("connected with weak=False:", sorted(log))
order_paid.receivers.clear()
order_paid.connect(mails)
order_paid.connect(mails)
log.clear()
order_paid.send("shop", order="o-8")
print("connected twice:", log)
try:
    order_paid.send_robust("shop", order="o-8")
except AttributeError as error:
    print("send_robust():", type(error).__name__)
with order_paid.muted():
    log.clear()
    order_paid.send("shop", order="o-9")
print("muted():", log)
with order_paid.connected_to(lambda sender, order: log.append("extra")):
    order_paid.send("shop", order="o-10")
print("connected_to():", sorted(log))
