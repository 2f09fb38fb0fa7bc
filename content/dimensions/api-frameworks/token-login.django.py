import logging

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "rest_framework"],
    SECRET_KEY="at least 32 bytes, for this program only",
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], USE_I18N=False,
    LOGGING_CONFIG=None,
    PASSWORD_HASHERS=["django.contrib.auth.hashers.ScryptPasswordHasher"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "rest_framework_simplejwt.authentication.JWTAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": [
            "rest_framework.permissions.IsAuthenticated"]},
)
django.setup()
logging.disable(logging.CRITICAL)

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402
from rest_framework_simplejwt.views import (  # noqa: E402
    TokenObtainPairView,
)


# region show
class Me(APIView):  # JWT and IsAuthenticated come from the settings
    def get(self, request):
        return Response({"user": request.user.username})


urlpatterns = [
    path("token", TokenObtainPairView.as_view()),
    path("me", Me.as_view()),
]
# endregion

call_command("migrate", verbosity=0)
User.objects.create_user("ada", password="correct horse")
client = Client()
JSON = {"content_type": "application/json"}


def get(token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = client.get("/me", headers=headers)
    return answer.status_code, answer.json()


print("no token:", *get())
answer = client.post("/token", {"username": "ada", "password": "no"}, **JSON)
print("wrong password:", answer.status_code)
answer = client.post(
    "/token", {"username": "ada", "password": "correct horse"}, **JSON)
access = answer.json()["access"]
print("token:", answer.status_code, access.count(".") + 1, "parts,",
      sorted(answer.json()))
print("with the token:", *get(access))
head, body, signature = access.split(".")
print("signature changed:", get(f"{head}.{body}.{signature[::-1]}")[0])
print("cookie set:", bool(answer.cookies))
