import logging
from logging.config import dictConfig

from flask import Flask, has_request_context, request
from werkzeug.exceptions import SecurityError

kept = []


class Keep(logging.Handler):
    def emit(self, record):
        kept.append(self.format(record).splitlines()[0])


# region show
class AddPath(logging.Filter):
    def filter(self, record):
        inside = has_request_context()
        record.path = request.path if inside else "-"
        return True


dictConfig({
    "version": 1,
    "formatters": {"plain": {
        "format": "%(levelname)s %(name)s %(path)s %(message)s",
    }},
    "filters": {"path": {"()": AddPath}},
    "handlers": {"keep": {"()": Keep, "formatter": "plain",
                          "filters": ["path"]}},
    "root": {"level": "INFO", "handlers": ["keep"]},
})
app = Flask("shop")
# endregion


@app.get("/items")
def items():
    app.logger.info("a user looks")
    return "items"


@app.get("/broken")
def broken():
    raise ValueError("no such price")


@app.get("/odd")
def odd():
    raise SecurityError("odd price")


client = app.test_client()
for url in ("/items", "/nowhere", "/broken", "/odd"):
    kept.clear()
    status = client.get(url).status_code
    print(url, status, kept)
print("handlers of the app's own logger:", app.logger.handlers)
print("loggers:", *sorted(
    name for name in logging.root.manager.loggerDict
    if name.split(".")[0] in ("flask", "shop", "werkzeug")
))
