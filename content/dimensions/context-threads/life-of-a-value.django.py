import django
from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.core.signals import request_finished
from django.db import connection
from django.http import JsonResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
)
django.setup()
from django.test import Client  # noqa: E402


# region show
def get_db():
    connection.ensure_connection()
    return connection.connection


def index(request):
    same = get_db() is get_db()
    had = hasattr(request, "shop")
    request.shop = "north"
    kind = type(request).__name__
    return JsonResponse({"same": same, "had": had, "kind": kind})


class Count(BaseCommand):
    def handle(self, **options):
        works = get_db() is not None
        self.stdout.write(f"in a command: a connection, {works}")
        names = ", ".join(sorted(options))
        self.stdout.write(f"a command gets: {names}")
# endregion


urlpatterns = [path("", index)]
client = Client()
first, second = client.get("/").json(), client.get("/").json()
print("one connection in a request:", first["same"])
print("values are attributes of a", first["kind"])
print("value left by the previous request:", second["had"])
call_command(Count())
print("without any request:", "connected" if get_db() else "")
for max_age in (None, 0):
    connection.settings_dict["CONN_MAX_AGE"] = max_age
    connection.close()
    connection.connect()
    request_finished.send(sender=None)
    print(f"after request_finished, CONN_MAX_AGE={max_age}:",
          "closed" if connection.connection is None else "open")
