import logging
import re
import sys
import threading
from contextvars import ContextVar, copy_context
from uuid import uuid4

from flask import Flask, request

# region show
request_id = ContextVar("request_id", default="-")
ACCEPTED = re.compile(r"[A-Za-z0-9-]{1,64}")


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True


app = Flask("shop")


@app.before_request
def take_request_id():
    given = request.headers.get("X-Request-ID", "")
    known = ACCEPTED.fullmatch(given)
    request_id.set(given if known else uuid4().hex)


@app.after_request
def send_request_id(response):
    response.headers["X-Request-ID"] = request_id.get()
    return response


@app.teardown_request
def forget_request_id(error):
    request_id.set("-")
# endregion


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("  log: [%(request_id)s] %(message)s"))
handler.addFilter(RequestIdFilter())
logging.basicConfig(level=logging.INFO, handlers=[handler])
app.logger.disabled = True      # the traceback of /broken
shop = logging.getLogger("orders")


@app.get("/items")
def items():
    shop.info("a user looks")
    return "items"


@app.get("/threads")
def threads():
    plain = threading.Thread(
        target=shop.info, args=["in a plain thread"])
    plain.start()
    plain.join()
    copied = threading.Thread(
        target=copy_context().run,
        args=[shop.info, "in a copied context"])
    copied.start()
    copied.join()
    return "done"


@app.get("/broken")
def broken():
    raise ValueError("no such price")


both = threading.Barrier(2)


@app.get("/slow")
def slow():
    both.wait(20)
    return request_id.get()


def get(path, given=None):
    headers = {"X-Request-ID": given} if given else {}
    return app.test_client().get(path, headers=headers)


print("GET /items, id abc-1")
print("response header:", get("/items", "abc-1").headers["X-Request-ID"])
handler.setLevel(logging.CRITICAL)
made = get("/items").headers["X-Request-ID"]
print("without an id, made here:", len(made), "characters")
forged = "x] paid [" + "9" * 80
kept = get("/items", forged).headers["X-Request-ID"]
print("a forged id is kept:", kept == forged)
print("a 404 has the header:",
      get("/nowhere", "abc-2").headers.get("X-Request-ID"))
answer = get("/broken", "abc-3")
print("a 500 has the header:", answer.status_code,
      answer.headers.get("X-Request-ID"))
handler.setLevel(logging.INFO)
print("GET /threads, id abc-4")
get("/threads", "abc-4")
found = {}
runs = [threading.Thread(
    target=lambda name=name: found.update({name: get("/slow", name).text}))
    for name in ("one", "two")]
for run in runs:
    run.start()
for run in runs:
    run.join()
print("two at once:", dict(sorted(found.items())))
print("after the request:")
shop.info("at the end")
