from datetime import datetime

import django
import postgres
from django.apps import AppConfig
from django.conf import settings

folder = postgres.start()


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop", "django.contrib.postgres"], USE_TZ=True,
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop", "HOST": folder,
    }},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.contrib.postgres.aggregates import ArrayAgg  # noqa: E402
from django.contrib.postgres.constraints import (  # noqa: E402
    ExclusionConstraint,
)
from django.contrib.postgres.fields import (  # noqa: E402
    ArrayField,
    DateTimeRangeField,
    RangeOperators,
)
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import IntegrityError, connection, models  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.db.models.fields.json import KT  # noqa: E402
from django.db.models.functions import Cast  # noqa: E402


# region show
class Room(models.Model):
    name = models.CharField(max_length=80)
    tags = ArrayField(models.CharField(max_length=20))
    facts = models.JSONField(default=dict)


class Booking(models.Model):
    room = models.ForeignKey(Room, models.CASCADE)
    during = DateTimeRangeField()

    class Meta:
        constraints = [ExclusionConstraint(
            name="no_overlap",
            expressions=[("room", RangeOperators.EQUAL),
                         ("during", RangeOperators.OVERLAPS)])]
# endregion


def names(**condition):
    rooms = Room.objects.filter(**condition).order_by("id")
    return list(rooms.values_list("name", flat=True))


def day(number):
    return datetime.fromisoformat(f"2026-11-{number:02}T00:00:00+00:00")


with connection.cursor() as cursor:
    cursor.execute("CREATE EXTENSION btree_gist")
with connection.schema_editor() as editor:
    editor.create_model(Room)
    editor.create_model(Booking)
Room.objects.create(name="Äpfel", tags=["quiet", "view"], facts={"beds": 2})
Room.objects.create(name="birne", tags=["view"],
                    facts={"beds": 1, "bath": {"tub": True}})
print("istartswith 'ä':", names(name__istartswith="ä"))
print("SQL of it:", str(Room.objects.filter(name__istartswith="ä").query)
      .partition("WHERE ")[2])
print("tags contain quiet:", names(tags__contains=["quiet"]))
print("tags overlap:", names(tags__overlap=["view", "pool"]))
print("facts contain a tub:", names(facts__contains={"bath": {"tub": True}}))
print("two beds:", names(facts__beds=2))
beds = Cast(KT("facts__beds"), models.IntegerField())
print("aggregated:", list(Room.objects.aggregate(
    names=ArrayAgg("name", order_by="id") if django.VERSION >= (5, 2)
    else ArrayAgg("name", ordering="id"), beds=Sum(beds)).values()))

Booking.objects.create(room_id=1, during=(day(1), day(4)))
Booking.objects.create(room_id=1, during=(day(4), day(6)))
print("a booking that begins when another ends: saved")
overlap = Booking(room_id=1, during=(day(3), day(5)))
try:
    overlap.full_clean()
except ValidationError as error:
    print("a booking that overlaps, full_clean():", *error.messages)
try:
    overlap.save()
except IntegrityError as error:
    cause = type(error.__cause__).__name__
    print("a booking that overlaps: IntegrityError:", cause)
