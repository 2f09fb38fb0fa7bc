from flask import Flask, abort
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


# region show
class SoldOut(Exception):
    pass


@app.errorhandler(HTTPException)
def http_error(error):
    return {"error": error.description}, error.code


@app.errorhandler(SoldOut)
def sold_out(error):
    return {"error": f"{error} is sold out"}, 409


@app.get("/items/<name>/")
def item(name):
    if name == "desk":
        raise SoldOut(name)
    abort(404, f"no item called {name}")
# endregion


@app.get("/caught/")
def caught():
    try:
        abort(403)
    except HTTPException as error:
        return f"caught {type(error).__name__}"


@app.get("/odd/")
def odd():
    try:
        abort(200)
    except LookupError as error:
        return f"{type(error).__name__} - {error}"


client = app.test_client()
for method, url in (("GET", "/items/sofa/"), ("GET", "/items/desk/"),
                    ("GET", "/nowhere/"), ("POST", "/items/sofa/")):
    response = client.open(url, method=method)
    said = response.json["error"].split(".")[0]
    print(f"{method:4} {url:13} {response.status_code} {said}")
print("abort(403) in a try:", client.get("/caught/").text)
print("abort(200):", client.get("/odd/").text)
