import blinker
import flask
import flask.cli
from flask import Flask

# region show
app = Flask(__name__)
parts = {
    "route": app.url_rule_class,
    "request": app.request_class,
    "response": app.response_class,
    "template": app.jinja_environment,
    "command": flask.cli.AppGroup,
    "signal": type(flask.request_started),
    "blueprint": flask.Blueprint,
}
# endregion
assert issubclass(parts["signal"], blinker.Signal)


def origin(cls):
    """The outermost package in which the class or its parents live."""
    parents = [base for base in cls.__mro__ if base.__name__ != "Generic"]
    roots = [base.__module__.split(".")[0] for base in parents[:-1]]
    return list(dict.fromkeys(roots))


for part, cls in parts.items():
    print(f"{part:14}{' on top of '.join(origin(cls))}")

app.secret_key = "for this sample"
signer = app.session_interface.get_signing_serializer(app)
print(f"{'signature':14}{' on top of '.join(origin(type(signer)))}")
