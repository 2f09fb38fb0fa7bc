import threading
import uuid

from flask import Flask, abort, url_for

app = Flask(__name__)
work = threading.Semaphore(0)   # lets the worker of this program go on
jobs = {}                       # in production a table or Redis


def predict(key):
    """Play the worker, which a queue would run elsewhere."""
    work.acquire()
    jobs[key] = {"state": "done", "result": 42}


# region show
@app.post("/predictions/")
def start():
    key = uuid.uuid4().hex
    jobs[key] = {"state": "running"}
    threading.Thread(target=predict, args=(key,)).start()
    return {"state": "running"}, 202, {
        "Location": url_for("status", key=key), "Retry-After": "2"}


@app.get("/predictions/<key>/")
def status(key):
    job = jobs.get(key) or abort(404)
    if job["state"] == "running":
        return job, {"Retry-After": "2"}
    return job
# endregion


client = app.test_client()
answer = client.post("/predictions/")
place = answer.headers["Location"]
print("POST:", answer.status_code, answer.json, "| has a Location:",
      place.startswith("/predictions/"))
again = client.get(place)
print("GET:", again.status_code, again.json, "Retry-After:",
      again.headers["Retry-After"])
work.release()
[thread.join() for thread in threading.enumerate()
 if thread is not threading.main_thread()]
print("GET, later:", client.get(place).json)
print("GET, another key:", client.get("/predictions/0/").status_code)
