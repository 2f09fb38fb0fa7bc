import django
from django.conf import settings
from django.db import connection, models
from django.db.models.signals import post_save
from django.dispatch import receiver

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.contrib.auth import signals as auth_signals  # noqa: E402

log = []


# region show
class Item(models.Model):
    price = models.IntegerField()

    class Meta:
        app_label = "shop"


@receiver(post_save, sender=Item)
def saved(sender, instance, created, **kwargs):
    what = "created" if created else "changed"
    log.append(f"post_save, {what}")
# endregion


def told(what):
    print(f"{what:17}", ", ".join(log) or "nobody told")
    log.clear()


with connection.schema_editor() as editor:
    editor.create_model(Item)
item = Item.objects.create(price=1)
told("added")
item.price = 2
item.save()
told("changed")
Item.objects.bulk_create([Item(price=3), Item(price=4)])
told("many inserted")
Item.objects.update(price=5)
told("many updated")
print("signals about users:", ", ".join(
    name for name in dir(auth_signals) if name.startswith("user")))
