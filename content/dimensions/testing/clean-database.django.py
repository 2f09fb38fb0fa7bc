from pathlib import Path

import django
import factory
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db").resolve()}},
)
django.setup()

from django.contrib.auth.models import User as Customer  # noqa: E402

sent = []


def pay(name):
    with transaction.atomic():
        Customer.objects.create(username=name)
        transaction.on_commit(lambda: sent.append(name))


class CustomerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Customer

    username = factory.Sequence(lambda n: f"customer {n}")


# region show
class ShopTest(TestCase):
    def test_one(self):
        print("test one starts with", count(), "customers")
        Customer.objects.create(username="ada")
        print("test one ends with", count())

    def test_two(self):
        print("test two starts with", count(), "customers")
        with self.assertNumQueries(1) as seen:
            list(Customer.objects.all())
        print("statements counted:", [
            query["sql"].split()[0] for query in seen
        ])
# endregion

    def test_factory(self):
        CustomerFactory.create_batch(3)
        print("customers made by factory_boy:", count())

    def test_name_of_the_database(self):
        name = connection.settings_dict["NAME"]
        place = "in memory" if "mode=memory" in name else name
        print("database of the tests:", place)


class PayTest(TestCase):
    def test_mail(self):
        pay("ada")
        self.assertEqual(sent, [])  # nothing was committed

        with self.captureOnCommitCallbacks(execute=True) as callbacks:
            pay("bob")
        self.assertEqual(len(callbacks), 1)
        self.assertEqual(sent, ["bob"])
        print("on_commit() in TestCase, ada not captured, bob captured:",
              sent)
        sent.clear()


class RealPayTest(TransactionTestCase):
    def test_mail(self):
        pay("ada")
        print("on_commit() in TransactionTestCase:", sent)


class SetUpTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = Customer.objects.create(username="ada")

    def test_rename(self):
        self.ada.username = "bob"
        self.ada.save()

    def test_still_ada(self):
        self.ada.refresh_from_db()
        print("row of setUpTestData() after another test renamed it:",
              self.ada.username)


def count():
    return Customer.objects.count()


if __name__ == "__main__":
    call_command("test", "__main__", verbosity=0)
    print("all passed: True")
    print("shop.db was touched:", Path("shop.db").exists())
    print("the framework's command line has 'test':",
          "test" in get_commands())
