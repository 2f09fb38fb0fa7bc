import logging

from flask import Flask, abort, request
from werkzeug.exceptions import HTTPException

app = Flask("shop")
careless = Flask("careless")
careful = Flask("careful")


# region show
@app.errorhandler(404)
def not_found(error):
    if request.path.startswith("/api/"):
        return {"error": "not found"}, 404
    return "<h1>Not found</h1>", 404


@app.errorhandler(HTTPException)
def http_error(error):
    return {"error": error.description}, error.code


@app.errorhandler(500)
def failed(error):
    return {"error": "something failed"}, 500
# endregion


@careless.errorhandler(Exception)
def every_error(error):
    return {"error": "something failed"}, 500


@careful.errorhandler(Exception)
def any_error(error):
    if isinstance(error, HTTPException):
        return error
    return {"error": "something failed"}, 500


def broken():
    return 1 / 0


def forbidden():
    abort(403, "staff only")


class Count(logging.Handler):
    def emit(self, record):
        records.append(record)


records = []
for each in (app, careless, careful):
    each.add_url_rule("/api/broken/", "broken", broken)
    each.add_url_rule("/api/forbidden/", "forbidden", forbidden)
    each.logger.handlers, each.logger.propagate = [Count()], False
    print(each.name)
    for url in ("/nothing", "/api/nothing", "/api/forbidden/",
                "/api/broken/"):
        records.clear()
        response = each.test_client().get(url)
        said = response.json["error"] if response.is_json else "HTML"
        print(f"  GET {url:15} {response.status_code} {said};",
              len(records), "logged")
