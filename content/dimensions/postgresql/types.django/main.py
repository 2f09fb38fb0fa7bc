from datetime import date

import django
import postgres
from django.conf import settings
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction

settings.configure(
    INSTALLED_APPS=["django.contrib.postgres"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": postgres.start(), "NAME": "postgres", "USER": "shop",
    }},
)
django.setup()

from django.contrib.postgres import constraints  # noqa: E402
from django.contrib.postgres.aggregates import ArrayAgg  # noqa: E402
from django.contrib.postgres.fields import (  # noqa: E402
    ArrayField, DateRangeField, RangeOperators,
)


# region show
class Item(models.Model):
    name = models.CharField(max_length=80)
    tags = ArrayField(models.CharField(max_length=20), default=list)
    details = models.JSONField(default=dict)

    class Meta:
        app_label = "shop"


class Booking(models.Model):
    room = models.IntegerField()
    nights = DateRangeField()

    class Meta:
        app_label = "shop"
        constraints = [constraints.ExclusionConstraint(
            name="one_guest_a_night",
            expressions=[("room", RangeOperators.EQUAL),
                         ("nights", RangeOperators.OVERLAPS)],
        )]
# endregion


def names(*conditions, **filters):
    query = Item.objects.filter(*conditions, **filters).order_by("pk")
    return [item.name for item in query]


def where(query):
    return str(query.query).partition(" WHERE ")[2].replace('"', "")


with connection.cursor() as cursor:
    cursor.execute("CREATE EXTENSION btree_gist")
with connection.schema_editor() as editor:
    editor.create_model(Item)
    editor.create_model(Booking)
cup = Item.objects.create(name="Cup", tags=["red", "new"],
                          details={"size": "L", "stock": {"north": 3}})
Item.objects.create(name="100% cotton", tags=["blue"], details={})
Item.objects.create(name="1000 nails", tags=[], details={"size": "S"})

try:
    names(name__ilike="%CUP%")
except FieldError as error:
    print("ilike:", str(error).partition(" for ")[0])
print("icontains:", where(Item.objects.filter(name__icontains="CUP")))
print("finds:", names(name__icontains="CUP"))
print("a search for 100%:", names(name__icontains="100%"))
print("with an accent, É:", Item.objects.create(name="café").name,
      names(name__icontains="CAFÉ"))

print("tags contain red:", names(tags__contains=["red"]))
print("tags overlap [new, blue]:", names(tags__overlap=["new", "blue"]))
print("first tag red:", names(tags__0="red"))
print("length 0:", names(tags__len=0))
cup.tags.append("sale")
cup.save()
cup.refresh_from_db()
print("appended and saved:", cup.tags)

with connection.cursor() as cursor:
    cursor.execute("SELECT data_type FROM information_schema.columns "
                   "WHERE table_name = 'shop_item' "
                   "AND column_name = 'details'")
    print("column of a JSONField:", cursor.fetchone()[0])
print("contains size L:", names(details__contains={"size": "L"}))
print("has the key stock:", names(details__has_key="stock"))
print("3 in the north:", names(details__stock__north=3))
print("aggregated:", Item.objects.aggregate(
    names=ArrayAgg("name", filter=models.Q(pk__lte=2)))["names"])


def book(room, first, last, check=False):
    booking = Booking(
        room=room, nights=(date(2026, 5, first), date(2026, 5, last)))
    try:
        if check:
            booking.full_clean()
        with transaction.atomic():
            booking.save()
        return "booked"
    except ValidationError as error:
        return f"ValidationError {error.messages}"
    except IntegrityError as error:
        cause = type(error.__cause__).__name__
        return f"IntegrityError ({cause}) {str(error).splitlines()[0]}"


print("room 1, 4 to 7 May:", book(1, 4, 7))
print("room 1, 7 to 9 May:", book(1, 7, 9))
print("room 2, 5 to 6 May:", book(2, 5, 6))
print("room 1, 6 to 8 May:", book(1, 6, 8))
print("checked first:", book(1, 6, 8, check=True))
print("that night, room:", list(Booking.objects.filter(
    nights__contains=date(2026, 5, 7)).values_list("room", flat=True)))
connection.close()
