from flask import Flask, request

app = Flask(__name__)
log = []


# region show
@app.before_request
def gate():
    log.append("gate")
    if "key" not in request.args:
        return "no key", 401


@app.before_request
def inner_in():
    log.append("inner in")


@app.after_request
def out(response):
    log.append(f"out {response.status_code}")
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown told of {error!r}")
# endregion


@app.get("/items/")
def items():
    log.append("view")
    return "items"


@app.get("/broken/")
def broken():
    log.append("view")
    raise ValueError("sold out")


app.logger.disabled = True
client = app.test_client()
for url in ("/items/", "/items/?key=1", "/broken/?key=1"):
    log.clear()
    response = client.get(url)
    print(f"GET {url}  {response.status_code}")
    print("   ", " > ".join(log))
