import logging
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["shop.example"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db")}},
)
django.setup()
logging.disable(logging.CRITICAL)


# region show
def health(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unavailable", status=503)
    return HttpResponse("ok")
# endregion


urlpatterns = [path("healthz", health)]


def answer_probe(get_response):
    def middleware(request):
        if request.path == "/healthz":
            return health(request)
        return get_response(request)

    return middleware


def show(label, host="shop.example"):
    answer = Client(headers={"Host": host}).get("/healthz")
    said = answer.text if answer.status_code != 400 else "Bad Request"
    print(f"{label}:", answer.status_code, said)


show("database up")
show("probe by IP address", host="10.0.0.5")
with override_settings(
    MIDDLEWARE=[f"{__name__}.answer_probe", *settings.MIDDLEWARE],
):
    show("the same, answered above CommonMiddleware", host="10.0.0.5")
connection.close()
connection.settings_dict["NAME"] = "/no/folder/s.db"
show("database down")
