from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import TestCase

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db").resolve()}},
)
django.setup()

from django.contrib.auth.models import User as Customer  # noqa: E402


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

    def test_name_of_the_database(self):
        name = connection.settings_dict["NAME"]
        place = "in memory" if "mode=memory" in name else name
        print("database of the tests:", place)


def count():
    return Customer.objects.count()


if __name__ == "__main__":
    call_command("test", "__main__", verbosity=0)
    print("all passed: True")
    print("shop.db was touched:", Path("shop.db").exists())
    print("the framework's command line has 'test':",
          "test" in get_commands())
