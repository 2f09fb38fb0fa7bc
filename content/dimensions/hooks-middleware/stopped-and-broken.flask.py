from flask import Flask, request, stream_with_context

app = Flask(__name__)
log = []


# region show
@app.before_request
def gate():
    log.append("gate")
    if "key" not in request.args:
        return "no key", 401
    if request.args["key"] == "bad":
        raise LookupError("gate")


@app.before_request
def inner_in():
    log.append("inner in")


@app.after_request
def out(response):
    log.append(f"out {response.status_code}")
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown got {error!r}")
# endregion


@app.get("/items/")
def items():
    log.append("view")
    return "items"


@app.get("/broken/")
def broken():
    log.append("view")
    raise ValueError("sold out")


@app.get("/stream/")
def stream():
    def parts():
        log.append("body")
        yield request.path

    return stream_with_context(parts())


app.logger.disabled = True
client = app.test_client()
for url in ("/items/", "/items/?key=1", "/items/?key=bad",
            "/broken/?key=1", "/stream/?key=1"):
    log.clear()
    response = client.get(url)
    response.get_data()
    response.close()
    print(f"GET {url}  {response.status_code}")
    print("   ", " > ".join(log))
for name in ("TESTING", "DEBUG"):
    app.config.update(TESTING=False, DEBUG=False)
    app.config[name] = True
    log.clear()
    try:
        client.get("/broken/?key=1")
    except ValueError as error:
        print(f"GET /broken/?key=1  {type(error).__name__}, {name} is on")
        print("   ", " > ".join(log))
app.config.update(TESTING=False, DEBUG=False)
log.clear()
with app.test_client() as client:
    client.get("/items/?key=1")
    log.append("end of with")
print("GET /items/?key=1  in a with block")
print("   ", " > ".join(log))
