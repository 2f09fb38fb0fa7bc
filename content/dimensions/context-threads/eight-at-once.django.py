from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier, Lock

import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

together = Barrier(8)
lock = Lock()

# region show
orders = {"unlocked": 0, "locked": 0}


def order(request, number):
    request.number = number
    seen = orders["unlocked"]
    together.wait()             # all eight are here now
    orders["unlocked"] = seen + 1
    with lock:
        orders["locked"] += 1
    mine = request.number == number == int(request.GET["number"])
    return JsonResponse({"mine": mine})
# endregion


def count(request):
    with lock:
        orders["locked"] += 1
    return HttpResponse(orders["locked"])


urlpatterns = [
    path("order/<int:number>/", order),
    path("count/", count),
]


def ask(number):
    return Client().get(f"/order/{number}/?number={number}").json()["mine"]


with ThreadPoolExecutor(8) as threads:
    answers = list(threads.map(ask, range(8)))
print("threads that saw their own request:", sum(answers))
print("counter without a lock:", orders["unlocked"])
print("counter with a lock:   ", orders["locked"])


def in_another_process(pipe):
    pipe.send(Client().post("/count/").text)


fork = get_context("fork")
here, there = fork.Pipe()
worker = fork.Process(target=in_another_process, args=[there])
worker.start()
print("POST /count/ in a second process:", here.recv())
worker.join()
print("the first process still has:     ", orders["locked"])
