import django
from django.conf import settings
from django.db import connection, models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.contrib.auth import authenticate  # noqa: E402
from django.contrib.auth import signals as auth_signals  # noqa: E402
from django.contrib.auth.models import (  # noqa: E402
    Group,
    Permission,
    User,
)

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
@receiver(post_delete, sender=Item)
def deleted(sender, instance, **kwargs):
    log.append("post_delete")
# endregion


def told(what):
    print(f"{what:14}", ", ".join(log) or "no receiver called")
    log.clear()


def statement(execute, sql, params, many, context):
    statements.append(sql.split()[0])
    return execute(sql, params, many, context)


statements = []


with connection.schema_editor() as editor:
    editor.create_model(Item)
item = Item.objects.create(price=1)
told("added")
item.price = 2
item.save()
told("changed")
with connection.execute_wrapper(statement):
    Item.objects.bulk_create([Item(price=3), Item(price=4)])
    told("bulk insert")
    Item.objects.update(price=5)
    told("bulk update")
    items = list(Item.objects.all())
    Item.objects.bulk_update(items, ["price"])
    told("bulk_update()")
print("execute_wrapper saw:",
      ", ".join(s for s in statements if s in ("INSERT", "UPDATE")))
Item.objects.all().delete()
told("bulk delete")

names = [n for n in dir(auth_signals) if n.startswith("user_")]
print("in django.contrib.auth:", ", ".join(names))


def about_users(signal, **kwargs):
    log.append(next(n for n in names if getattr(auth_signals, n) is signal))


for name in names:
    getattr(auth_signals, name).connect(about_users)


@receiver(post_save, sender=User)
def account(sender, created, **kwargs):
    log.append(f"post_save of User, created {created}")


with connection.schema_editor() as editor:
    for model in (Permission, Group, User):
        editor.create_model(model)
User.objects.create_user("ada", password="only-for-this-sample")
told("new account")
authenticate(username="ada", password="wrong")
told("wrong password")
