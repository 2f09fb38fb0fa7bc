from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpResponse
from django.urls import path
from werkzeug.test import Client

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["localhost"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db")}},
)
django.setup()
opened = []


@receiver(connection_created)
def note(sender, connection, **kwargs):
    opened.append(connection.alias)


def home(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("1")


urlpatterns = [path("", home)]
client = Client(get_wsgi_application())


def ask(times):
    opened.clear()
    for _ in range(times):
        client.get("/").close()
    return len(opened)


# region show
print("CONN_MAX_AGE:", connection.settings_dict["CONN_MAX_AGE"])
print("5 requests, defaults, connections:", ask(5))

connections["default"].settings_dict["CONN_MAX_AGE"] = 600
print("5 requests, CONN_MAX_AGE 600, connections:", ask(5))
# endregion
