from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, MailerDoesNotExist

# region show
backends = "django.core.mail.backends."
settings.configure(
    DEFAULT_FROM_EMAIL="shop@example.com",
    MAILERS={
        "default": {
            "BACKEND": backends + "smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        },
        "news": {"BACKEND": backends + "locmem.EmailBackend"},
    },
)


def send(subject, using="default"):
    return EmailMessage(
        subject, "Hello", to=["ada@example.com"],
    ).send(using=using)
# endregion


try:
    send("Bill")
except ConnectionRefusedError as error:
    print("server down, send() in the request:", type(error).__name__)
print("second backend:", send("News", "news"), mail.outbox[0].subject)
try:
    send("Bill", "adverts")
except MailerDoesNotExist as error:
    print("an unknown name:", error)
print("named mailers in the configuration:", list(settings.MAILERS))
