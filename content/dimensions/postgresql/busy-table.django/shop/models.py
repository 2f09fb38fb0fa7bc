from django.db import models


class Item(models.Model):
    name = models.CharField(max_length=80)
    price = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="by_name"),
            models.Index(fields=["price"], name="by_price"),
        ]
