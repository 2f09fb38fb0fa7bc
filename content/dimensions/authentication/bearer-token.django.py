import json
import logging
from base64 import urlsafe_b64decode
from datetime import timedelta

import django
import jwt
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import path

KEY = "a key for tests only, of 32 bytes"
settings.configure(
    SECRET_KEY=KEY, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "rest_framework", "rest_framework_simplejwt",
                    "rest_framework_simplejwt.token_blacklist"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework_simplejwt.authentication.JWTAuthentication"]},
    USE_TZ=True, LOGGING_CONFIG=None,
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.decorators import permission_classes  # noqa: E402
from rest_framework.permissions import IsAuthenticated  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402
from rest_framework_simplejwt.views import (  # noqa: E402
    TokenBlacklistView, TokenObtainPairView, TokenRefreshView,
)


# region show
@api_view(["GET"])
@permission_classes([IsAuthenticated])
def orders(request):
    return Response({"orders of": request.user.username})


urlpatterns = [
    path("token", TokenObtainPairView.as_view()),
    path("refresh", TokenRefreshView.as_view()),
    path("logout", TokenBlacklistView.as_view()),
    path("orders", orders),
]
# endregion
client = Client()


def post(url, data):
    return client.post(url, data, content_type="application/json")


def orders_with(token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = client.get("/orders", headers=headers)
    data = answer.json()
    return answer.status_code, {"detail": data["detail"]} if (
        "detail" in data) else data


user = User.objects.create_user("ada", password="cup of tea at five")
ada = {"username": "ada", "password": "guess"}
print("wrong password:", post("/token", ada).status_code)
ada["password"] = "cup of tea at five"
answer = post("/token", ada)
access, refresh = answer.json()["access"], answer.json()["refresh"]
print("login sets a cookie:", bool(answer.cookies))
print("no token:", *orders_with())
print("valid token:", *orders_with(access))
head, payload, signature = access.split(".")
read = json.loads(urlsafe_b64decode(payload + "=="))
print("payload read without the key:", "user_id", read["user_id"],
      "| minutes:", (read["exp"] - read["iat"]) // 60)
print("changed signature:", orders_with(access[:-4] + "AAAA")[0])
print("alg=none:", orders_with(jwt.encode(read, None, "none"))[0])
old = AccessToken.for_user(user)
old.set_exp(lifetime=timedelta(seconds=-1))
print("expired:", *orders_with(old))
print("logout:", post("/logout", {"refresh": refresh}).status_code)
print("refresh token after logout:",
      post("/refresh", {"refresh": refresh}).status_code)
print("access token after logout:", orders_with(access)[0])
user.is_active = False
user.save()
print("access token, user deactivated:", orders_with(access)[0])
