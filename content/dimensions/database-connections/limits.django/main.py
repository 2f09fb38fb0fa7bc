import logging
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import django
import postgres
import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception
from django.db import connection, connections
from django.dispatch import receiver
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

host = postgres.start("max_connections=6", "superuser_reserved_connections=0")
admin = psycopg.connect(
    host=host, user="shop", dbname="postgres", autocommit=True)

# region show
settings.configure(
    ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": host, "NAME": "postgres", "USER": "shop",
        "CONN_MAX_AGE": 1,      # seconds that a connection lasts
        "OPTIONS": {
            "application_name": "shop",
            "options": "-c statement_timeout=300",
        },
    }},
)


def slow(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    meeting.wait()              # a call to another service
    return HttpResponse("1")
# endregion


def report(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")


urlpatterns = [path("slow/", slow), path("report/", report)]
django.setup()
logging.disable()
errors = []
server = WSGIHandler()  # a test client would keep the connection open


@receiver(got_request_exception)
def note(**kwargs):
    errors.append(sys.exc_info()[1])


def attempt(url):
    environ = RequestFactory().get(url).environ
    statuses = []
    response = server(environ, lambda status, headers: statuses.append(status))
    response.close()
    return statuses[0][:3]


def states():
    return [row[0] for row in admin.execute(
        "SELECT state FROM pg_stat_activity WHERE application_name = 'shop'")]


def failure():
    error = errors.pop()
    return f"{type(error).__name__} {str(error).splitlines()[0]}"


meeting = threading.Barrier(6)
with ThreadPoolExecutor(8) as pool:
    waiting = [pool.submit(attempt, "/slow/") for _ in range(5)]
    while meeting.n_waiting < 5:
        time.sleep(0.01)
    print("5 requests wait for another service:", states())
    print("the next one:", pool.submit(attempt, "/slow/").result(),
          failure().rpartition("FATAL:")[2].strip())
    meeting.wait()
    print("they answer:", [future.result() for future in waiting])
    print("left open afterwards:", len(states()), states()[0])
admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
              "WHERE application_name = 'shop'")
while states():
    time.sleep(0.01)


def value(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]


value("SELECT 1")
print("after a query:", states().count("idle in transaction"),
      "in a transaction; connection open:", connection.connection is not None)
connection.close()

print("statement_timeout:", attempt("/report/"), failure())

meeting = threading.Barrier(1)
attempt("/slow/")
first = connection.connection
time.sleep(1.2)
attempt("/slow/")
print("older than CONN_MAX_AGE, the same connection:",
      first is connection.connection)
for number in range(7):
    value("SELECT %s + 1", number)
print("prepared by the seventh run:",
      value("SELECT count(*) FROM pg_prepared_statements"))
connection.close()
options = connections["default"].settings_dict["OPTIONS"]
options.update(prepare_threshold=5, server_side_binding=True)
for number in range(7):
    value("SELECT %s::int + 1", number)
print("with prepare_threshold and server_side_binding:",
      value("SELECT count(*) FROM pg_prepared_statements"))
connection.close()
options["pool"] = {"max_size": 2}
connections["default"].settings_dict["CONN_MAX_AGE"] = 0
try:
    value("SELECT 1")
except ImproperlyConfigured as error:
    print("pool, without psycopg_pool:", str(error).splitlines()[0])
admin.close()
