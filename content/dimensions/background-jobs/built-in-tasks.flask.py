from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

from flask import Flask, copy_current_request_context, current_app, request

app = Flask(__name__)
app.config["SHOP"] = "Corner shop"
print("a module for tasks:", find_spec("flask.tasks"))
print("commands with worker in their name:",
      [name for name in app.cli.commands if "worker" in name])

# region show
pool = ThreadPoolExecutor(max_workers=2)
jobs = []


def total(prices):
    with app.app_context():
        return f"{current_app.config['SHOP']}: {sum(prices)}"


@app.post("/orders")
def add_order():
    jobs.append(pool.submit(total, [5, 7]))
    return "accepted", 202
# endregion


@app.post("/bare")
def bare():
    jobs.append(pool.submit(lambda: current_app.config["SHOP"]))
    return "accepted", 202


@app.post("/copied")
def copied():
    @copy_current_request_context
    def job():
        return request.path

    jobs.append(pool.submit(job))
    return "accepted", 202


client = app.test_client()
print("answer:", client.post("/orders").status_code)
print("value:", jobs[-1].result())
client.post("/bare")
try:
    jobs[-1].result()
except RuntimeError as error:
    print("without app_context():", str(error).partition(".")[0])
client.post("/copied")
print("with a copied context:", jobs[-1].result())
jobs.append(pool.submit(lambda: 1 / 0))
print("a job that raises, unless you ask: nothing is said,",
      "asked:", type(jobs[-1].exception()).__name__)
pool.shutdown()
