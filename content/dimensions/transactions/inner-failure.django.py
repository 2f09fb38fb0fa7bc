import django
from django.apps import AppConfig
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext


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


class Item(models.Model):
    name = models.CharField(max_length=80, unique=True)
    stock = models.IntegerField(default=5)


with connection.schema_editor() as editor:
    editor.create_model(Item)


def names():
    return sorted(Item.objects.values_list("name", flat=True))


# region show
def mail(word):
    print("  after commit:", word)


with transaction.atomic():
    Item.objects.create(name="cup")
    transaction.on_commit(lambda: mail("cup"))
    try:
        with transaction.atomic():          # a savepoint
            Item.objects.create(name="pot")
            transaction.on_commit(lambda: mail("pot"))
            Item.objects.create(name="cup")
    except IntegrityError as error:
        print("inner block failed:", error)
    Item.objects.create(name="jug")
    print("end of the outer block")
print("stored:", names())
# endregion

try:
    with transaction.atomic():
        Item.objects.create(name="tin")
        try:
            Item.objects.create(name="cup")
        except IntegrityError:
            print("no savepoint, next query:", Item.objects.count())
except transaction.TransactionManagementError as error:
    print("no savepoint, next query:", type(error).__name__, "-",
          str(error).split(".")[0])
print("stored after that failure:", names())
with transaction.atomic():
    with connection.cursor() as cursor:
        try:
            cursor.execute("INSERT INTO shop_item (name) VALUES ('cup')")
        except IntegrityError:
            print("raw SQL failed, next query on SQLite:", names())

jug = Item.objects.get(name="jug")
try:
    with transaction.atomic():
        jug.stock = 0
        jug.save()
        raise ValueError
except ValueError:
    stored = Item.objects.get(name="jug").stock
    print("after rollback, object and row:", jug.stock, stored)

with CaptureQueriesContext(connection) as sent:
    Item.objects.filter(name="jug").update(stock=F("stock") - 1)
print("decremented in the database:", Item.objects.get(name="jug").stock)
print("sent:", sent[-1]["sql"].partition(" WHERE")[0])

try:
    with transaction.atomic():
        with transaction.atomic(durable=True):
            pass
except RuntimeError as error:
    print("durable block inside another:", type(error).__name__, "-",
          str(error).rstrip("."))
print("on_commit() without a block:")
transaction.on_commit(lambda: mail("at once"))
