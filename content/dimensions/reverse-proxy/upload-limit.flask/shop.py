import io

from flask import Flask, request

seen = []

# region show
app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 1_000_000


@app.post("/upload/")
def upload():
    return f"{len(request.get_data())} bytes"
# endregion


@app.before_request
def count():
    seen.append(request.path)


@app.get("/count/")
def show():
    return str(seen.count("/upload/"))


answer = app.wsgi_app


def whole(environ, start_response):
    """Take the whole body first, or the connection breaks off."""
    environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read())
    return answer(environ, start_response)


app.wsgi_app = whole
