from concurrent.futures import ThreadPoolExecutor

import django
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
)
django.setup()
from django.test import Client  # noqa: E402

pool = ThreadPoolExecutor(1)


# region show
def work(request):
    return f"{request.path}, {request.shop}"


def passed(request):
    request.shop = "north"
    return HttpResponse(pool.submit(work, request).result())


def open_connection():
    connection.ensure_connection()
    return connection.connection


def connections(request):
    here = open_connection()
    there = pool.submit(open_connection).result()
    same = "the same" if here is there else "two"
    return HttpResponse(f"{same} connections")
# endregion


def close():
    was_open = connection.connection is not None
    connection.close()
    return "open" if was_open else "closed"


urlpatterns = [path("passed/", passed), path("connections/", connections)]
for url in ("/passed/", "/connections/"):
    print(f"{url:14}", Client().get(url).text)
print("the connection of the thread, after the request:",
      pool.submit(close).result())
connection.close()
