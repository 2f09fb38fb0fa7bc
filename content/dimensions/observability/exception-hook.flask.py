import logging

from flask import Flask, abort, got_request_exception, request

app = Flask("shop")
app.logger.setLevel(logging.CRITICAL)
reports = []


# region show
@got_request_exception.connect_via(app)
def report(sender, exception, **extra):
    reports.append(f"{type(exception).__name__}: {exception}"
                   f" | {request.method} {request.path}")
# endregion


@app.get("/broken")
def broken():
    raise ValueError("no such price")


class OutOfStock(Exception):
    pass


@app.errorhandler(OutOfStock)
def out_of_stock(error):
    return "out of stock", 409


@app.errorhandler(500)
def error_page(error):
    return "our own page", 500


@app.get("/handled")
def handled():
    raise OutOfStock


@app.get("/aborted")
def aborted():
    abort(500)


@app.get("/stream")
def stream():
    def rows():
        yield "first row\n"
        raise ValueError("no second row")

    return rows()


def get(path):
    reports.clear()
    try:
        response = app.test_client().get(path)
        answer = response.status_code
        len(response.data)
    except ValueError as error:
        answer = f"200, then {error}"
    print(f"GET {path}: {answer} | reports: {reports}")


for path in ("/broken", "/handled", "/nowhere", "/aborted", "/stream"):
    get(path)


def tracker_down(sender, exception, **extra):
    raise OSError("the tracker cannot be reached")


got_request_exception.connect(tracker_down, app)
try:
    answer = app.test_client().get("/broken").status_code
except OSError as error:
    answer = f"{type(error).__name__}: {error}"
print("a receiver that raises:", answer)
