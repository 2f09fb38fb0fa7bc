import django
from django.conf import settings

settings.configure(
    SECRET_KEY="shared", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.sessions", "django.contrib.auth",
                    "django.contrib.contenttypes"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
)
django.setup()
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from flask import Flask, request  # noqa: E402

call_command("migrate", verbosity=0)
ada = get_user_model().objects.create_user("ada")
urlpatterns = []

# region show
app = Flask(__name__)


@app.get("/me/")
def me():
    """Read the session that Django made."""
    store = SessionStore(request.cookies.get("sessionid"))
    user = get_user_model().objects.filter(
        pk=store.get("_auth_user_id")).first()
    known = user and store.get("_auth_user_hash") == \
        user.get_session_auth_hash()
    return user.username if known else "anonymous"
# endregion


django_client, client = Client(), app.test_client()
print("before the login:", client.get("/me/").text)
django_client.force_login(ada)
cookie = django_client.cookies["sessionid"].value
client.set_cookie("sessionid", cookie)
print("after the login in Django:", client.get("/me/").text)
client.set_cookie("sessionid", "x" * len(cookie))
print("with a forged cookie:", client.get("/me/").text)
client.set_cookie("sessionid", cookie)
ada.set_password("new")
ada.save()
print("after a change of the password:", client.get("/me/").text)
