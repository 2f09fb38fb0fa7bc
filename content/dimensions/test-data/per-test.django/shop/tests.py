from django.db import connection
from django.test import TestCase

from shop.models import Item

written = []


def count(execute, sql, params, many, context):
    """Count the rows that are written."""
    if sql.startswith("INSERT"):
        written.append(len(params))
    return execute(sql, params, many, context)


# region show
class ItemTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        """Make the rows once for all tests of the class."""
        with connection.execute_wrapper(count):
            cls.items = Item.objects.bulk_create(
                Item(name=f"item {n}") for n in range(3))

    def test_a_one_is_renamed(self):
        self.items[0].name = "renamed"
        self.items[0].save()
        self.assertEqual(Item.objects.first().name, "renamed")

    def test_b_all_are_deleted(self):
        Item.objects.all().delete()
        self.assertEqual(Item.objects.count(), 0)

    def test_c_the_next_test_has_all_of_them(self):
        names = [item.name for item in Item.objects.order_by("id")]
        print("\nsays: after a test that deleted all:", names)
        print("says: the object in memory:", self.items[0].name)
        print("says: rows written for three tests:", sum(written))
        self.assertEqual(len(names), 3)
# endregion
