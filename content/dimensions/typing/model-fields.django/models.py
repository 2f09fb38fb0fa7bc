from django.db import models

# region show
class Item(models.Model):
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=80, null=True)


def label(item: Item) -> int:
    reveal_type(item.name)
    reveal_type(item.note)
    return item.name


def find() -> None:
    reveal_type(list(Item.objects.all()))
    Item.objects.filter(nmae="cup")
# endregion
