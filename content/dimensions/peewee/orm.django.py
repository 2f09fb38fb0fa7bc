import django
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q, Sum
from django.test.utils import CaptureQueriesContext


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
)
django.setup()


# region show
class Customer(models.Model):
    name = models.CharField(max_length=255, unique=True)


class Order(models.Model):
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="orders")
    total = models.IntegerField(default=0)


def large():
    return (Order.objects
            .filter(Q(total__gte=20) | Q(pk=1))
            .order_by("pk"))
# endregion


def count(label, call):
    with CaptureQueriesContext(connection) as sent:
        result = call()
    print(f"{label}: {len(sent)} sent, {result}")


with connection.schema_editor() as editor:
    for model in (Customer, Order):
        editor.create_model(model)
ada = Customer.objects.create(name="Ada")
bob = Customer.objects.create(name="Bob")
for total, customer in ((10, ada), (20, ada), (30, bob)):
    Order.objects.create(customer=customer, total=total)
names = connection.introspection.table_names()
print("tables:", sorted(names))
with connection.cursor() as cursor:
    columns = connection.introspection.get_table_description(
        cursor, "shop_order")
print("columns:", sorted(column.name for column in columns))
other = connection.copy("other")
with other.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM shop_order")
    print("seen by a second connection:", cursor.fetchone()[0])
other.close()

with CaptureQueriesContext(connection) as sent:
    query = large()
    print("query built:", len(sent), "sent;",
          "totals:", [order.total for order in query])
    list(query)
print("looped twice:", len(sent), "sent")
print("one row read twice, one object:",
      Order.objects.get(pk=1) is Order.objects.get(pk=1))

count("customers in a loop",
      lambda: [order.customer.name for order in Order.objects.all()])
count("with a JOIN", lambda: [
    order.customer.name
    for order in Order.objects.select_related("customer")])
count("prefetch", lambda: [
    len(customer.orders.all())
    for customer in Customer.objects.prefetch_related("orders")])
count("grouped", lambda: list(
    Customer.objects.annotate(total=Sum("orders__total"))
    .order_by("name").values_list("name", "total")))
count("add one in SQL", lambda: Order.objects.filter(pk=1).update(
    total=F("total") + 1))
order = Order.objects.get(pk=1)
order.total = 99
with CaptureQueriesContext(connection) as sent:
    order.save()
print("save():", sent[0]["sql"].replace("99", "?").replace("= 1", "= ?"))

with transaction.atomic():
    Customer.objects.create(name="Eve")
    try:
        with transaction.atomic():
            Customer.objects.create(name="Ada")
    except IntegrityError:
        pass
    Customer.objects.create(name="Zoe")
print("after an inner failure:",
      [row.name for row in Customer.objects.order_by("pk")])
try:
    Order.objects.create(customer_id=99, total=1)
except IntegrityError as error:
    print("an order of nobody:", error)
try:
    Order.objects.create(customer=ada, total="many")
except ValueError as error:
    print("a total of 'many': ValueError", error)
print("a name of 300 letters in CharField(255):",
      len(Customer.objects.create(name="x" * 300).name))
try:
    Customer(name="y" * 300).full_clean()
except ValidationError as error:
    print("full_clean():", error.messages[0])
