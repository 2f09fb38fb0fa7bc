from django.db import migrations, models


# region show
def give_prices(apps, schema_editor):
    Item = apps.get_model("shop", "Item")   # as it was then
    Item.objects.filter(price=0).update(price=500)


class Prices(migrations.Migration):
    operations = [
        migrations.RunPython(
            give_prices, migrations.RunPython.noop),
    ]
# endregion


def fail(apps, schema_editor):
    raise ValueError("this file was not ready")


class Broken(migrations.Migration):
    operations = [
        migrations.AddField(
            "Item", "colour", models.CharField(default="")),
        migrations.RunPython(fail),
    ]


class Unguarded(Broken):
    atomic = False
