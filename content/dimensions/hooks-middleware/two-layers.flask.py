from flask import Flask

app = Flask(__name__)
log = []


# region show
@app.before_request
def first_in():
    log.append("first in")


@app.before_request
def second_in():
    log.append("second in")


@app.after_request
def first_out(response):
    log.append("first out")
    response.headers["X-Shop"] = "north"
    return response
# endregion


@app.after_request
def second_out(response):
    log.append("second out")
    return response


@app.teardown_request
def teardown(error):
    log.append("teardown")


@app.get("/items/")
def items():
    log.append("view")
    return "items"


class Wrapper:
    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        log.append("WSGI wrapper")
        return self.wsgi_app(environ, start_response)


app.wsgi_app = Wrapper(app.wsgi_app)
response = app.test_client().get("/items/")
print("header added:", response.headers["X-Shop"])
print(*log, sep="\n")
log.clear()
app.test_client().get("/nothing/")
print("for a 404:", ", ".join(log))
