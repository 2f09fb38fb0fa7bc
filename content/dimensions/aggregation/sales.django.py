from datetime import date

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, When
from django.db.models.functions import Coalesce, TruncMonth


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


class Customer(models.Model):
    name = models.CharField(max_length=80)


class Order(models.Model):
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="orders")
    day = models.DateField()
    paid = models.BooleanField()
    price = models.IntegerField()
    pieces = models.IntegerField()

    class Meta:
        ordering = ["day"]


with connection.schema_editor() as editor:
    for model in (Customer, Order):
        editor.create_model(model)
ada, ben, cleo = (Customer.objects.create(name=name)
                  for name in ("Ada", "Ben", "Cleo"))
for customer, day, paid, price, pieces in (
        (ada, date(2026, 1, 5), True, 10, 2),
        (ada, date(2026, 1, 9), False, 5, 1),
        (ben, date(2026, 2, 1), True, 7, 3)):
    Order.objects.create(customer=customer, day=day, paid=paid,
                         price=price, pieces=pieces)

# region show
totals = Order.objects.aggregate(
    orders=Count("pk"),
    paid=Count("pk", filter=Q(paid=True)),
    revenue=Sum(F("price") * F("pieces")))

customers = Customer.objects.annotate(
    orders_count=Count("orders"),
    spent=Coalesce(Sum("orders__price"), 0))

months = (
    Order.objects.order_by()
    .annotate(month=TruncMonth("day"))
    .values("month")                        # GROUP BY
    .annotate(orders=Count("pk")))

unpaid = Order.objects.filter(
    customer=OuterRef("pk"), paid=False)
debtors = Customer.objects.filter(Exists(unpaid))
# endregion

print("totals:", totals)
print("per customer:", list(customers.order_by("name").values_list(
    "name", "orders_count", "spent")))
print("having:", list(customers.filter(spent__gt=10).values_list(
    "name", flat=True)))
print("sum of no rows:", Order.objects.none().aggregate(
    n=Sum("price"))["n"])
print("sum of no rows, default:", Order.objects.filter(
    price__gt=99).aggregate(n=Sum("price", default=0))["n"])
print("per month:", [(m["month"].isoformat(), m["orders"])
                     for m in months.order_by("month")])
print("EXISTS:", [c.name for c in debtors])
size = Case(When(pieces__gte=3, then=models.Value("large")),
            default=models.Value("small"))
print("CASE:", list(Order.objects.order_by("pk").annotate(
    size=size).values_list("size", flat=True)))
before = Customer.objects.filter(orders__paid=True).annotate(
    n=Count("orders")).order_by("name").values_list("name", "n")
after = Customer.objects.annotate(n=Count("orders")).filter(
    orders__paid=True).order_by("name").values_list("name", "n")
print("filter() before annotate():", list(before))
print("filter() after annotate():", list(after))
print("groups, with Meta.ordering:", len(
    Order.objects.values("customer").annotate(n=Count("pk"))))
print("groups, with order_by('day'):", len(
    Order.objects.order_by("day").values("customer").annotate(
        n=Count("pk"))))
print("each row with its group's total:", [
    (order.price, order.total) for order in Order.objects.annotate(
        total=models.Window(Sum("price"), partition_by="customer"))
    .order_by("pk")])
