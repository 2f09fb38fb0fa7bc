import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


# region show
class OrderQuerySet(models.QuerySet):
    def open(self):
        return self.filter(paid=False)

    def _cheap(self):
        return self.filter(total__lt=10)

    def pay(self):
        return self.update(paid=True)


class OrderManager(models.Manager.from_queryset(OrderQuerySet)):
    def place(self, **values):
        """Create an order; a method of the manager alone."""
        return self.create(paid=False, **values)


class LargeOrders(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(total__gte=100)


class Timed(models.Model):
    objects = OrderManager()
    large = LargeOrders()

    class Meta:
        abstract = True


class Order(Timed):
    total = models.IntegerField()
    paid = models.BooleanField()
# endregion


class KeptManager(OrderManager):
    use_in_migrations = True


class Parcel(models.Model):
    paid = models.BooleanField(default=False)
    sent = KeptManager()


class Refund(models.Model):
    total = models.IntegerField()
    large = LargeOrders()
    objects = models.Manager()


with connection.schema_editor() as editor:
    for model in (Order, Refund):
        editor.create_model(model)
for total in (5, 50, 500):
    Order.objects.place(total=total)
    Refund.objects.create(total=total)


def tried(call):
    try:
        return call()
    except AttributeError as error:
        return f"AttributeError {error}"


print("inherited from the abstract class:", Order.objects.open().count())
print("a second manager:", [order.total for order in Order.large.all()])
print("a method of the manager, on a queryset:",
      tried(lambda: Order.objects.open().place(total=1)))
print("an underscored method, on the manager:",
      tried(lambda: Order.objects._cheap()))
print("changed in one statement:", Order.objects.open().pay(), "orders;",
      "still open:", Order.objects.open().count())
print("objects, once another is declared:", tried(lambda: Parcel.objects))
print("default manager:", Refund._default_manager.name,
      Refund._default_manager.count(), "of", Refund.objects.count())

print("base manager:", Refund._base_manager.count(), "of 3")
first = Refund.objects.first()
try:
    first.refresh_from_db()
    Refund.large.get(pk=first.pk)
except Refund.DoesNotExist:
    print("refreshed, and not found by the default manager")

state = ProjectState()
for model in (Order, Parcel):
    state.add_model(ModelState.from_model(model))
order, parcel = (state.apps.get_model("shop", name)
                 for name in ("Order", "Parcel"))
print("in a migration:", tried(lambda: order.objects.open()))
print("with use_in_migrations:", tried(
    lambda: type(parcel.sent.open()).__name__))
