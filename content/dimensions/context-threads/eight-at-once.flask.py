from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier, Lock

from flask import Flask, g, request

app = Flask(__name__)
together = Barrier(8)
lock = Lock()

# region show
orders = {"unlocked": 0, "locked": 0}


@app.get("/order/<int:number>/")
def order(number):
    g.number = number
    seen = orders["unlocked"]
    together.wait()             # all eight are here now
    orders["unlocked"] = seen + 1
    with lock:
        orders["locked"] += 1
    mine = g.number == number == int(request.args["number"])
    return {"mine": mine}
# endregion


@app.post("/count/")
def count():
    with lock:
        orders["locked"] += 1
    return str(orders["locked"])


def ask(number):
    client = app.test_client()
    return client.get(f"/order/{number}/?number={number}").json["mine"]


with ThreadPoolExecutor(8) as threads:
    answers = list(threads.map(ask, range(8)))
print("threads that saw their own request:", sum(answers))
print("counter without a lock:", orders["unlocked"])
print("counter with a lock:   ", orders["locked"])


def in_another_process(pipe):
    pipe.send(app.test_client().post("/count/").text)


fork = get_context("fork")
here, there = fork.Pipe()
worker = fork.Process(target=in_another_process, args=[there])
worker.start()
print("POST /count/ in a second process:", here.recv())
worker.join()
print("the first process still has:     ", orders["locked"])
