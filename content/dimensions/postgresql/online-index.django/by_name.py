"""Migration: an index that is made while others write."""
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


# region show
class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0001_initial")]
    operations = [AddIndexConcurrently(
        "item", models.Index(fields=["name"], name="by_name"))]
# endregion
