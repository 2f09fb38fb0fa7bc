import uuid

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import path, resolve, reverse


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


# region show
class Order(models.Model):
    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False)
    number = models.IntegerField()


def show(request, key):
    ...


urlpatterns = [path("orders/<uuid:key>/", show, name="order")]
# endregion


with connection.schema_editor() as editor:
    editor.create_model(Order)
order = Order(number=7)
print("key before saving:", type(order.pk).__name__)
with CaptureQueriesContext(connection) as seen:
    order.save()
print("save() sends:", [q["sql"].split()[0] for q in seen])
with connection.cursor() as cursor:
    cursor.execute("SELECT typeof(id), length(id) FROM shop_order")
    print("stored on SQLite as:", cursor.fetchone())
found = Order.objects.get(pk=str(order.pk))
print("found by a string:", found.number)
match = resolve(reverse("order", args=[order.pk]))
print("from the URL:", type(match.kwargs["key"]).__name__,
      match.kwargs["key"] == order.pk)
print("adding state before and after:", Order(number=8)._state.adding,
      order._state.adding)
