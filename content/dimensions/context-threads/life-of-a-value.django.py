import django
from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import close_old_connections, connection
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
    return JsonResponse({"same": same, "had": had})


class Count(BaseCommand):
    def handle(self, **options):
        works = get_db() is not None
        self.stdout.write(f"in a command: works, {works}")
# endregion


urlpatterns = [path("", index)]
client = Client()
first, second = client.get("/").json(), client.get("/").json()
print("one connection in a request:", first["same"])
print("value of the request before:", second["had"])
call_command(Count())
print("without any request:", "connected" if get_db() else "")
close_old_connections()
print("after what request_finished does:",
      "closed" if connection.connection is None else "open")
