from gevent import monkey

monkey.patch_all()

import django  # noqa: E402
import gevent  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
)
django.setup()
from django.test import Client  # noqa: E402

orders = {"unlocked": 0}
connections = set()


# region show
def order(request, number):
    request.number = number
    connection.ensure_connection()
    connections.add(connection.connection)
    seen = orders["unlocked"]
    gevent.sleep(0.05)          # the other greenlets run now
    orders["unlocked"] = seen + 1
    mine = request.number == int(request.GET["number"])
    return JsonResponse({"mine": mine})
# endregion


urlpatterns = [path("order/<int:number>/", order)]


def ask(number):
    return Client().get(f"/order/{number}/?number={number}").json()["mine"]


greenlets = [gevent.spawn(ask, number) for number in range(8)]
gevent.joinall(greenlets)
print("greenlets that saw their own request:",
      sum(greenlet.value for greenlet in greenlets))
print("counter without a lock:", orders["unlocked"])
print("database connections:", len(connections))
