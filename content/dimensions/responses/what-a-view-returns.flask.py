from datetime import date
from decimal import Decimal

from flask import Flask, jsonify
from flask.json.provider import DefaultJSONProvider

app = Flask(__name__)


class ISODates(DefaultJSONProvider):
    sort_keys = False

    @staticmethod
    def default(value):
        if isinstance(value, date):
            return value.isoformat()
        return DefaultJSONProvider.default(value)


# region show
RETURNED = {
    "string": lambda: "ready",
    "dict": lambda: {"b": 2, "a": 1},
    "list": lambda: ["lamp"],
    "tuple": lambda: ("made", 201, {"X-Shop": "north"}),
    "jsonify": lambda: jsonify(b=2, a=1),
    "number": lambda: 7,
    "nothing": lambda: None,
    "values": lambda: {"day": date(2026, 5, 1),
                       "price": Decimal("19.90")},
}
for name, view in RETURNED.items():
    app.add_url_rule(f"/{name}", name, view)
# endregion

app.testing = True
for name in RETURNED:
    try:
        response = app.test_client().get(f"/{name}")
        print(f"{name:8}", response.status_code, response.mimetype,
              response.text.strip())
    except TypeError as error:
        print(f"{name:8}", type(error).__name__)
print("header of the tuple:",
      app.test_client().get("/tuple").headers["X-Shop"])
app.json = ISODates(app)
response = app.test_client().get("/values")
print("with a provider of its own:", response.text.strip())
print("and keys as written:", app.test_client().get("/dict").text.strip())
