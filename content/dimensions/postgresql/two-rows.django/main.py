import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import django
import postgres
from django.apps import AppConfig
from django.conf import settings
from django.db import (
    DatabaseError, OperationalError, connection, models, transaction,
)


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": postgres.start(), "NAME": "postgres", "USER": "shop",
    }},
)
django.setup()


class Item(models.Model):
    name = models.CharField(max_length=80)
    stock = models.IntegerField(default=10)


# region show
RETRY = {"40001", "40P01"}      # serialization failure, deadlock


def with_retry(work, tries=5):
    for left in reversed(range(tries)):
        try:
            with transaction.atomic(durable=True):
                return work()
        except OperationalError as error:
            code = error.__cause__.sqlstate
            if code not in RETRY or not left:
                raise
            time.sleep(random.uniform(0.1, 0.3))


def move(one, other, pause=lambda: None):
    for pk in (one, other):
        item = Item.objects.select_for_update().get(pk=pk)
        item.stock += 1
        item.save()
        pause()
# endregion


def both(run, *works):
    """Run two functions at once; return their results or errors."""
    def thread(work):
        try:
            run(work)
            return "committed"
        except DatabaseError as error:
            cause = error.__cause__
            return (f"{type(error).__name__} ({type(cause).__name__}, "
                    f"{cause.sqlstate}) {str(error).splitlines()[0]}")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(thread, works))


def at_once():
    """Return a pause that waits, the first time, for the other side."""
    barrier, passed = threading.Barrier(2), threading.local()

    def pause():
        if not hasattr(passed, "once"):
            passed.once = True
            barrier.wait()

    return pause


def in_atomic(work):
    with transaction.atomic():
        work()


def stocks():
    return list(Item.objects.order_by("pk").values_list("stock", flat=True))


with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.bulk_create([Item(name="cup"), Item(name="pot")])

pause = at_once()
print("two orders of locking:")
for line in both(in_atomic,
                 lambda: move(1, 2, pause), lambda: move(2, 1, pause)):
    print(" ", line)
print("stock:", stocks())

pause = at_once()
print("the same, tried again:", both(
    with_retry, lambda: move(1, 2, pause), lambda: move(2, 1, pause)))
print("stock:", stocks())

print("one order:", both(
    in_atomic, lambda: move(1, 2), lambda: move(1, 2)))


def count_up(pause):
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    item = Item.objects.get(pk=1)
    pause()
    Item.objects.filter(pk=1).update(stock=item.stock + 1)


pause = at_once()
print("repeatable read, two that read and write:")
for line in both(in_atomic, lambda: count_up(pause), lambda: count_up(pause)):
    print(" ", line)

with transaction.atomic(), connection.cursor() as cursor:
    try:
        cursor.execute("SELECT 1 / 0")
    except DatabaseError as error:
        print("failed raw SQL:", type(error).__name__, error)
    try:
        cursor.execute("SELECT 1")
    except DatabaseError as error:
        print("the next statement:", type(error).__name__,
              str(error).partition(",")[0])
    transaction.set_rollback(True)
with transaction.atomic(), connection.cursor() as cursor:
    try:
        with transaction.atomic():
            cursor.execute("SELECT 1 / 0")
    except DatabaseError:
        print("in a savepoint, the next:", len(stocks()), "rows")
connection.close()
