import django
from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], USE_I18N=False,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


# region show
class Line(models.Model):
    pk = models.CompositePrimaryKey("order", "position")
    order = models.IntegerField()
    position = models.IntegerField()
    name = models.CharField(max_length=80)
    pieces = models.IntegerField(db_default=1)
    price = models.IntegerField()
    total = models.GeneratedField(
        expression=F("pieces") * F("price"),
        output_field=models.IntegerField(), db_persist=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pieces__gt=0),
                name="pieces_positive"),
            models.UniqueConstraint(
                "order", Lower("name"), name="name_once"),
        ]
# endregion


with connection.schema_editor() as editor:
    editor.create_model(Line)

line = Line.objects.create(order=7, position=1, name="Cup", price=500)
print("primary key:", line.pk)
print("read by key:", Line.objects.get(pk=(7, 1)).name)
line.refresh_from_db()
print("default of the database:", line.pieces)
print("computed by the database:", line.total)
Line.objects.update(pieces=3)
print("computed again:", Line.objects.get().total)


def refused(label, action):
    try:
        with transaction.atomic():
            action()
    except (IntegrityError, ValidationError) as error:
        print(f"{label}: {type(error).__name__} - {error}")


refused("CHECK, 0 pieces", lambda: Line.objects.update(pieces=0))
refused("duplicate key", lambda: Line.objects.bulk_create(
    [Line(order=7, position=1, name="Pot", price=1)]))
refused("same name in capitals", lambda: Line.objects.create(
    order=7, position=2, name="CUP", price=1))
refused("full_clean()", lambda: Line(
    order=7, position=3, name="Jug", price=1, pieces=0).full_clean())
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO shop_line (\"order\", position, name, price)"
                   " VALUES (8, 1, 'Tin', 20)")
print("written without the ORM:", Line.objects.get(order=8).total)


class Note(models.Model):
    line = models.ForeignKey(Line, models.CASCADE)


class Return(models.Model):
    order = models.IntegerField()
    position = models.IntegerField()
    line = models.ForeignObject(        # an internal class
        Line, models.CASCADE, from_fields=["order", "position"],
        to_fields=["order", "position"])


print("ForeignKey to it:", Note.check()[0].msg)
with connection.schema_editor(collect_sql=True) as editor:
    editor.create_model(Return)
print("ForeignObject, foreign key in the table:",
      "REFERENCES" in editor.collected_sql[0])
with connection.schema_editor() as editor:
    editor.create_model(Return)
Return.objects.create(order=7, position=1)
print("ForeignObject, followed:", Return.objects.get().line.name)
try:
    AdminSite().register(Line)
except ImproperlyConfigured as error:
    print("in the admin:", error)
