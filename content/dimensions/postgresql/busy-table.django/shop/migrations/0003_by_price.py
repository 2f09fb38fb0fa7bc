from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


# region show
class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0002_by_name")]
    operations = [
        AddIndexConcurrently("item", models.Index(
            fields=["price"], name="by_price")),
    ]
# endregion
