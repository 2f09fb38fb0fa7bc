from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

from flask import Flask, g, request

app = Flask(__name__)
together = Barrier(8)
lock = Lock()

# region show
orders = {"careless": 0, "locked": 0}


@app.get("/order/<int:number>/")
def order(number):
    g.number = number
    seen = orders["careless"]
    together.wait()             # all eight are here now
    orders["careless"] = seen + 1
    with lock:
        orders["locked"] += 1
    mine = g.number == number == int(request.args["number"])
    return {"mine": mine}
# endregion


def ask(number):
    client = app.test_client()
    return client.get(f"/order/{number}/?number={number}").json["mine"]


with ThreadPoolExecutor(8) as threads:
    answers = list(threads.map(ask, range(8)))
print("threads that met their own request:", sum(answers))
print("careless counter:", orders["careless"])
print("locked counter:  ", orders["locked"])
