import pkgutil

import django
import django.core.mail.backends
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.test.utils import setup_test_environment

settings.configure(DEFAULT_FROM_EMAIL="shop@example.com")
setup_test_environment()


# region show
def thank(name, email):
    message = EmailMultiAlternatives(
        f"Thank you, {name}", "Your order is on its way.",
        to=[email], bcc=["archive@example.com"],
    )
    message.attach_alternative("<p>On its way.</p>", "text/html")
    message.attach("bill.txt", "2 cups", "text/plain")
    return message.send()
# endregion


print("sent:", thank("ada", "ada@example.com"))
kept = mail.outbox[0]
print("in the outbox:", kept.subject)
print("from:", kept.from_email)
wire = kept.message()
print("parts:", [part.get_content_type() for part in wire.walk()])
print("bcc among the recipients:",
      "archive@example.com" in kept.recipients())
print("bcc among the headers:", "Bcc" in wire)
try:
    thank("ada\nBcc: all@example.com", "ada@example.com")
except ValueError as error:
    print("line break in the subject:", type(error).__name__)

print("backends:", sorted(
    one.name
    for one in pkgutil.iter_modules(django.core.mail.backends.__path__)
    if one.name != "base"
))
print("in the core:", mail.__name__)
django.setup()
call_command("sendtestemail", "ops@example.com")
print("sendtestemail:", mail.outbox[-1].to, mail.outbox[-1].subject[:15])
