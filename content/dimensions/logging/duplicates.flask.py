import io
import sys
from logging.config import dictConfig

from flask import Flask
from flask.logging import default_handler

# region show
LOGGING = {
    "version": 1,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
# endregion
POLITE = {**LOGGING, "disable_existing_loggers": False}


def make(name):
    app = Flask(name)

    @app.get("/broken")
    def broken():
        raise ValueError("no such price")

    return app


def count(label, app):
    sys.stderr.seek(0)
    sys.stderr.truncate()
    app.test_client().get("/broken")
    lines = sys.stderr.getvalue().splitlines()
    print(f"{label}:",
          "records", sum("Exception on /broken" in one for one in lines),
          "tracebacks", lines.count("ValueError: no such price"))


sys.stderr = io.StringIO()
count("no dictConfig()", make("none"))

app = make("after")
app.logger.warning("the logger is used, and so built")
dictConfig(LOGGING)
count("dictConfig() after the first use", app)
dictConfig(POLITE)
app.logger.disabled = False
count("the same, disable_existing_loggers False", app)
app.logger.removeHandler(default_handler)
count("the same, default_handler removed", app)

dictConfig(LOGGING)
count("dictConfig() before the app", make("before"))
