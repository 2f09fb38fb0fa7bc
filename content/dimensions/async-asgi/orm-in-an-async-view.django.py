import asyncio
import os
import time

import django
from asgiref.sync import sync_to_async
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connection, models, transaction
from django.db.backends.signals import connection_created
from django.db.models.expressions import RawSQL


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "file:shop?mode=memory&cache=shared"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Item(models.Model):
    name = models.CharField(max_length=80)


with connection.schema_editor() as editor:
    editor.create_model(Item)


# region show
async def view():
    await Item.objects.acreate(name="cup")
    pot = Item(name="pot")
    await pot.asave()
    print("counted:", await Item.objects.acount())
    print("one:", (await Item.objects.aget(name="cup")).name)
    print("loop:", [i.name async for i in Item.objects.all()])

    try:
        Item.objects.count()
    except SynchronousOnlyOperation as error:
        print("plain query:", type(error).__name__, "-",
              str(error).partition(" - ")[0])
    try:
        async with transaction.atomic():
            pass
    except TypeError as error:
        print("async with atomic():", type(error).__name__)
# endregion
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    print("DJANGO_ALLOW_ASYNC_UNSAFE:", Item.objects.count())
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    counted = await sync_to_async(Item.objects.count)()
    print("plain query, in a thread:", counted)

    @sync_to_async
    def together():
        with transaction.atomic():
            Item.objects.create(name="jug")
            return Item.objects.count()

    print("transaction, in a thread:", await together())


async def slow():
    ticks = []

    async def ticker():
        while True:
            ticks.append(1)
            await asyncio.sleep(0.01)

    task = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    waiting = Item.objects.annotate(done=RawSQL("wait()", []))
    await waiting.aget(name="cup")
    task.cancel()
    print("loop runs during a query:", len(ticks) > 1)


def add_wait(connection, **kwargs):
    connection.connection.create_function(
        "wait", 0, lambda: time.sleep(0.2))


connection_created.connect(add_wait)
asyncio.run(view())
asyncio.run(slow())
names = [n for n in dir(models.QuerySet)
         if n[0] == "a" and hasattr(models.QuerySet, n[1:])]
print("methods with an a in front:", len(names), names[:4])
