import django
from django.conf import settings

settings.configure(
    SECRET_KEY="django's own", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=[__name__ + ".flask_login"],
)
django.setup()
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402
from flask import Flask, session  # noqa: E402
from itsdangerous import BadSignature  # noqa: E402

old = Flask(__name__)
old.secret_key = "shared"
call_command("migrate", verbosity=0)
get_user_model().objects.create_user("ada", pk=7)


@old.get("/login/")
def login():
    session["_user_id"] = "7"  # as Flask-Login writes it
    return "in"


# region show
def flask_login(get_response):
    """Read the session that Flask signed."""
    signer = old.session_interface.get_signing_serializer(old)

    def middleware(request):
        try:
            data = signer.loads(request.COOKIES.get("session", ""))
        except BadSignature:
            data = {}
        users = get_user_model().objects
        request.user = users.filter(
            pk=data.get("_user_id")).first() or AnonymousUser()
        return get_response(request)

    return middleware
# endregion


def me(request):
    return HttpResponse(request.user.username or "anonymous")


urlpatterns = [path("me/", me)]
client, flask_client = Client(), old.test_client()
who = lambda: client.get("/me/").content.decode()  # noqa: E731
print("before the login:", who())
flask_client.get("/login/")
cookie = flask_client.get_cookie("session").value
client.cookies["session"] = cookie
print("after the login in Flask:", who())
data, _, signature = cookie.rpartition(".")
first = "B" if signature[0] == "A" else "A"
client.cookies["session"] = f"{data}.{first}{signature[1:]}"
print("with a forged cookie:", who())
