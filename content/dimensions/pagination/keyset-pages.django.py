import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["rest_framework"],
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None,
        "DEFAULT_RENDERER_CLASSES": [
            "rest_framework.renderers.JSONRenderer"],
    },
)
django.setup()

from django.core.paginator import Paginator  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import generics, pagination, serializers  # noqa: E402


class Order(models.Model):
    created = models.IntegerField(db_index=True)  # a day, with many ties

    class Meta:
        app_label = "shop"


# region show
def after(queryset, last=None, size=10):
    rows = queryset.order_by("-created", "-id")
    if last is not None:
        created, pk = last
        rows = rows.filter(
            Q(created__lt=created) | Q(created=created, id__lt=pk)
        )
    return list(rows[:size])


def second_page():
    first = after(Order.objects)
    last = first[-1].created, first[-1].id
    Order.objects.create(created=99)  # a new row in front
    return first, after(Order.objects, last)
# endregion


class ByKey(pagination.CursorPagination):
    page_size = 10
    ordering = ("-created", "-id")


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id"]


class Orders(generics.ListAPIView):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer
    pagination_class = ByKey


urlpatterns = [path("orders", Orders.as_view())]


def span(rows):
    ids = [row["id"] if isinstance(row, dict) else row.id for row in rows]
    return f"{ids[0]} to {ids[-1]}"


with connection.schema_editor() as editor:
    editor.create_model(Order)
Order.objects.bulk_create(Order(created=n // 4) for n in range(125))
ordered = Order.objects.order_by("-created", "-id")
one = list(Paginator(ordered, 10).page(1))
Order.objects.create(created=98)
two = list(Paginator(ordered, 10).page(2))
print("offset, page 1      ", span(one))
print("offset, page 2      ", span(two), "| repeated:",
      sorted({o.id for o in one} & {o.id for o in two}))
first, second = second_page()
with CaptureQueriesContext(connection) as queries:
    after(Order.objects, (first[-1].created, first[-1].id))
print("by key, page 1      ", span(first))
print("by key, page 2      ", span(second), "| repeated:",
      sorted({o.id for o in first} & {o.id for o in second}))
print("queries for a page  ", len(queries))
answer = Client().get("/orders").json()
print("CursorPagination, 1 ", span(answer["results"]))
Order.objects.create(created=100)
answer = Client().get(answer["next"]).json()
print("CursorPagination, 2 ", span(answer["results"]))
