import logging
import sys

import django
from django.conf import settings
from django.core import mail
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import path


def broken(request):
    raise ValueError("no such price")


urlpatterns = [path("broken", broken)]

# region show
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    DEBUG=False, SERVER_EMAIL="shop@example.com",
    ADMINS=(
        ["ops@example.com"] if django.VERSION >= (6, 0)
        else [("Staff", "ops@example.com")]
    ),
)
# endregion
django.setup()
setup_test_environment()
client = Client(raise_request_exception=False,
                headers={"User-Agent": "browser"})
client.get("/broken")
client.get("/broken")
client.get("/nowhere")
print("mails for two errors and a missing page:", len(mail.outbox))
print("subject:", mail.outbox[0].subject)
text = mail.outbox[0].body
print("first line:", text.splitlines()[0])
print("traceback:", "Traceback" in text and "no such price" in text)
print("address of the request:", "/broken" in text)
print("what was sent with it:", "HTTP_USER_AGENT" in text)
print("secret key in it:", "for this alone" in text)
