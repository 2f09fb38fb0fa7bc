from flask import Flask, Response, abort
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


# region show
class SoldOut(Exception):
    pass


class Reserved(SoldOut):
    pass


@app.errorhandler(HTTPException)
def http_error(error):
    return {"error": error.description}, error.code


@app.errorhandler(SoldOut)
def sold_out(error):
    return {"error": f"{error} is not available"}, 409


@app.get("/items/<name>/")
def item(name):
    if name == "desk":
        raise SoldOut(name)
    if name == "lamp":
        raise Reserved(name)
    abort(404, f"no item called {name}")
# endregion


@app.get("/caught/")
def caught():
    try:
        abort(403)
    except HTTPException as error:
        return f"caught {type(error).__name__}"


@app.get("/odd/<int:code>/")
def odd(code):
    try:
        abort(code)
    except LookupError as error:
        return f"{type(error).__name__} - {error}"


@app.get("/ready/")
def ready():
    abort(Response("a response of my own", 402))


client = app.test_client()
for method, url in (("GET", "/items/sofa/"), ("GET", "/items/desk/"),
                    ("GET", "/items/lamp/"), ("GET", "/nowhere/"),
                    ("POST", "/items/sofa/")):
    response = client.open(url, method=method)
    said = response.json["error"].split(".")[0]
    print(f"{method:4} {url:13} {response.status_code} {said}")
print("abort(403) in a try:", client.get("/caught/").text)
for code in (200, 402):
    print(f"abort({code}):", client.get(f"/odd/{code}/").text)
response = client.get("/ready/")
print("abort(Response(status=402)):", response.status_code, response.text)
