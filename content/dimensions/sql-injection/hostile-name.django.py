import django
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import connection, models


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
    token = models.CharField(max_length=80)


class Order(models.Model):
    number = models.IntegerField()
    customer = models.ForeignKey(Customer, models.CASCADE)


with connection.schema_editor() as editor:
    for model in (Customer, Order):
        editor.create_model(model)
for number, token in ((2, "s3cret"), (3, "a-key"), (1, "z-key")):
    Order.objects.create(number=number, customer=Customer.objects.create(
        name="Ada", token=token))


# region show
def sort(field):
    try:
        found = Order.objects.order_by(field)
        return [order.number for order in found]
    except FieldError as error:
        return str(error).partition(" into")[0]


def search(asked):
    try:
        return Order.objects.filter(**asked).count()
    except (FieldError, TypeError, ValueError) as error:
        said = f"{type(error).__name__} - {error}"
        return said.partition(" into")[0]


print("sort by number:", sort("number"))
print("sort by SQL:", sort("number; DROP TABLE shop_order"))
print("sort by a secret:", sort("customer__token"))
print("search by number:", search({"number": 1}))
print("search by the start of a secret:",
      search({"customer__token__startswith": "s3"}))
# endregion
print("search by the whole secret:",
      search({"customer__token": "s3cret"}))
print("search by SQL:", search({"number) OR (1": 1}))

hostile = "OR 1=1 OR"
print("search with a connector:",
      search({"number": 1, "_connector": hostile}))

allowed = {"number", "-number"}
asked = "customer__token"
print("from an allowlist:", sort(asked if asked in allowed else "number"))
