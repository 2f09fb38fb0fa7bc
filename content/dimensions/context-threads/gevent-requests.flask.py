from gevent import monkey

monkey.patch_all()

import gevent  # noqa: E402
from flask import Flask, g, request  # noqa: E402

app = Flask(__name__)
orders = {"unlocked": 0}


# region show
@app.get("/order/<int:number>/")
def order(number):
    g.number = number
    seen = orders["unlocked"]
    gevent.sleep(0.05)          # the other greenlets run now
    orders["unlocked"] = seen + 1
    mine = g.number == int(request.args["number"])
    return {"mine": mine}
# endregion


def ask(number):
    client = app.test_client()
    return client.get(f"/order/{number}/?number={number}").json["mine"]


greenlets = [gevent.spawn(ask, number) for number in range(8)]
gevent.joinall(greenlets)
print("greenlets that saw their own request:",
      sum(greenlet.value for greenlet in greenlets))
print("counter without a lock:", orders["unlocked"])
