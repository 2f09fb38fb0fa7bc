import django
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, models


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


# region show
class Customer(models.Model):
    name = models.CharField(max_length=80)
    recommended_by = models.ForeignKey(     # self-referential
        "self", models.SET_NULL, null=True,
        related_name="recommends")


class Address(models.Model):
    customer = models.OneToOneField(
        Customer, models.CASCADE, related_name="address")
    city = models.CharField(max_length=80)


class Item(models.Model):
    name = models.CharField(max_length=80)


class Order(models.Model):
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="orders")
    items = models.ManyToManyField(Item, through="Line")


class Line(models.Model):                   # the join table
    order = models.ForeignKey(
        Order, models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, models.CASCADE)
    pieces = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["order", "item"], name="item_once")]
# endregion


with connection.schema_editor() as editor:
    for model in (Customer, Address, Item, Order, Line):
        editor.create_model(model)


def columns(model):
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(
            cursor, model._meta.db_table)
    return ", ".join(column.name for column in found)


print("order table:", columns(Order))
print("line table:", columns(Line))
ada = Customer.objects.create(name="Ada")
ben = Customer.objects.create(name="Ben", recommended_by=ada)
print("recommended by Ada:", [c.name for c in ada.recommends.all()])
order = Order.objects.create(customer=ada)
print("orders of Ada:", ada.orders.count())
cup = Item.objects.create(name="cup")
order.items.add(cup, through_defaults={"pieces": 3})
line = order.lines.get()
print("through the join table:", line.item.name, line.pieces)
order.items.add(cup)
print("added again: lines", order.lines.count())
try:
    order.lines.create(item=cup)
except IntegrityError as error:
    print("a second row for the pair:", type(error).__name__)
Address.objects.create(customer=ada, city="Vienna")
print("one to one:", ada.address.city)
try:
    ben.address
except ObjectDoesNotExist as error:
    print("no address:", type(error).__name__)
try:
    Address.objects.create(customer=ada, city="Oslo")
except IntegrityError as error:
    print("second address:", error)
print("across two relations:", list(
    Item.objects.filter(order__customer__address__city="Vienna")
    .values_list("name", flat=True)))
print("orders without the lamp:",
      Order.objects.exclude(items__name="lamp").count())
try:
    ada.delete()
except models.ProtectedError as error:
    print("delete with orders:", type(error).__name__)
order.delete()
print("lines after the order is deleted:", Line.objects.count())
ada.delete()
ben.refresh_from_db()
print("reference after delete:", ben.recommended_by)
