import os
import sys

from django.conf import settings


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w") as file:
        file.write(text)


# region show
write("stock/models.py", """
from django.db import models


class Item(models.Model):
    first_order = models.ForeignKey(
        "shop.Order", models.SET_NULL, null=True
    )
""")
write("shop/models.py", """
from django.db import models
from stock.models import Item


class Order(models.Model):
    item = models.ForeignKey(Item, models.CASCADE)
""")
# endregion
write("extra/models.py", "from more.models import B\nA = 1\n")
write("more/models.py", "from extra.models import A\nB = 1\n")
sys.path.insert(0, ".")
settings.configure(INSTALLED_APPS=["stock", "shop"])
import django
from django.core.exceptions import AppRegistryNotReady

try:
    import stock.models
except AppRegistryNotReady as error:
    print("a model imported before django.setup():", error)
django.setup()
from stock.models import Item

field = Item._meta.get_field("first_order")
print("'shop.Order' refers to:", field.related_model.__name__)
try:
    import extra.models
except ImportError as error:
    reason = str(error).split(" (")[0]
    print("two models.py that import each other:", reason)
