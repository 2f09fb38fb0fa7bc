from concurrent.futures import ThreadPoolExecutor, wait

from flask import Flask, copy_current_request_context, current_app, request
from flask.cli import FlaskGroup

app = Flask(__name__)
app.config["SHOP"] = "Corner shop"
try:
    from flask import task  # noqa: F401
except ImportError as error:
    print("from flask import task:", str(error).partition(" (")[0])
print("commands of the package:",
      " ".join(sorted(FlaskGroup(create_app=lambda: app).commands)))
print("flask worker:", app.test_cli_runner().invoke(
    args=["worker"]).output.splitlines()[-1])

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
wait(jobs)
print("a job that raises: nothing printed, exception() has",
      type(jobs[-1].exception()).__name__)
pool.shutdown()
