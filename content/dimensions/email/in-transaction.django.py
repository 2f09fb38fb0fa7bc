import django
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.test.utils import setup_test_environment

settings.configure(
    DEFAULT_FROM_EMAIL="shop@example.com",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import Group as Order  # noqa: E402


def send():
    EmailMessage("Receipt", "Paid", to=["ada@example.com"]).send()


# region show
@transaction.atomic
def too_early(stock):
    Order.objects.create(name="cup")
    send()
    if not stock:
        raise ValueError("out of stock")


@transaction.atomic
def in_time(stock):
    Order.objects.create(name="cup")
    transaction.on_commit(send)
    if not stock:
        raise ValueError("out of stock")
# endregion


def show(label, pay, stock):
    mail.outbox.clear()
    try:
        pay(stock)
    except ValueError:
        pass
    print(f"{label}: orders {Order.objects.count()},",
          f"mails {len(mail.outbox)}")


show("sent inside the transaction, rolled back", too_early, stock=0)
show("sent after the commit, rolled back", in_time, stock=0)
show("sent after the commit, committed", in_time, stock=1)
