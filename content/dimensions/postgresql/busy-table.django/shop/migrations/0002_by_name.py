from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_item")]
    operations = [
        migrations.AddIndex("item", models.Index(
            fields=["name"], name="by_name")),
    ]
