import os

from flask import Flask

VALUES = ["True", "true", "False", "false", "[80, 443]", "1.10",
          '"1.10"', ""]


# region show
def load(value):
    os.environ["FLASK_MAINTENANCE"] = value
    app = Flask(__name__)
    app.config.from_prefixed_env()
    return app.config["MAINTENANCE"]
# endregion


for value in VALUES:
    loaded = load(value)
    print(f"FLASK_MAINTENANCE={value} ->", repr(loaded),
          "| true:", bool(loaded))


def as_bool(text):
    return text.lower() in ("1", "true", "yes", "on")


app = Flask(__name__)
os.environ["FLASK_MAINTENANCE"] = "False"
app.config.from_prefixed_env(loads=as_bool)
print("loads=, a parser of your own:", repr(app.config["MAINTENANCE"]))
