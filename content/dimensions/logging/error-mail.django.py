import django
from django.conf import settings
from django.core import mail
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters


def broken(request):
    raise ValueError("no such price")


urlpatterns = [
    path("broken", broken),
    path("careful", sensitive_post_parameters("password")(broken)),
]

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
client.cookies["sessionid"] = "abc123"
form = {"name": "ada", "password": "pa55word"}
client.post("/broken", form)
client.post("/broken")
client.get("/nowhere")
print("emails for two errors and a missing page:", len(mail.outbox))
print("subject:", mail.outbox[0].subject)
text = mail.outbox[0].body
print("first line:", text.splitlines()[0])
print("traceback:", "Traceback" in text and "no such price" in text)
print("path of the request:", "/broken" in text)
print("request headers:", "HTTP_USER_AGENT" in text)
print("settings:", "ROOT_URLCONF" in text)
print("secret key in plain text:", "for this alone" in text)
print("session cookie in plain text:", "abc123" in text)
print("form field in plain text:", "pa55word" in text)
client.post("/careful", form)
print("form field under @sensitive_post_parameters:",
      "pa55word" in mail.outbox[-1].body)
