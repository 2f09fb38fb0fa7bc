from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import django
from django.conf import settings
from django.http import JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

together = Barrier(8)
lock = Lock()

# region show
orders = {"careless": 0, "locked": 0}


def order(request, number):
    request.number = number
    seen = orders["careless"]
    together.wait()             # all eight are here now
    orders["careless"] = seen + 1
    with lock:
        orders["locked"] += 1
    mine = request.number == number == int(request.GET["number"])
    return JsonResponse({"mine": mine})
# endregion


urlpatterns = [path("order/<int:number>/", order)]


def ask(number):
    return Client().get(f"/order/{number}/?number={number}").json()["mine"]


with ThreadPoolExecutor(8) as threads:
    answers = list(threads.map(ask, range(8)))
print("threads that met their own request:", sum(answers))
print("careless counter:", orders["careless"])
print("locked counter:  ", orders["locked"])
