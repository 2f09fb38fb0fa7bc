import logging

import django
import postgres
from django.conf import settings

folder = postgres.start()
logging.disable()
# region show
settings.configure(
    ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop", "HOST": folder,
        "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False,
    }},
)
# endregion
django.setup()
import psycopg  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import path  # noqa: E402


def index(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [path("", index)]
server = WSGIHandler()  # a test client would keep the connection open


def get():
    environ = RequestFactory().get("/").environ
    statuses = []
    response = server(environ, lambda status, headers: statuses.append(status))
    text = b"".join(response).decode()
    response.close()
    return text if statuses == ["200 OK"] else statuses[0]


def attempt():
    return "answered" if get().isdigit() else "500"


def lose():
    """End the connection that the app keeps, as a restart does."""
    with psycopg.connect(f"user=shop dbname=postgres host={folder}",
                         autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [int(get())])


for label, changes in (
    ("as installed", {}),
    ("with CONN_MAX_AGE=60", {"CONN_MAX_AGE": 60}),
    ("with CONN_HEALTH_CHECKS too",
     {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}),
):
    connections["default"].close()
    connections["default"].settings_dict.update(changes)
    print(f"{label}, two requests on one connection:", get() == get())
    lose()
    print(f"{label}, after it was lost:", attempt(), attempt())
