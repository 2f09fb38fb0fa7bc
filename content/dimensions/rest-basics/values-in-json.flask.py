from dataclasses import dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from uuid import UUID

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider

app = Flask(__name__)


@dataclass
class Item:
    name: str
    price: Decimal


# region show
@app.get("/values")
def values():
    return {
        "day": date(2026, 1, 2),
        "at": datetime(2026, 1, 2, 3, 4, tzinfo=timezone.utc),
        "price": Decimal("4.50"),
        "key": UUID(int=7),
        "item": Item("cup", Decimal("4.50")),
        "name": "café",
    }
# endregion


@app.route("/echo", methods=["GET", "PUT"])
def echo():
    return {"query": request.args.getlist("tag"),
            "json": request.get_json(silent=True)}


@app.get("/set")
def a_set():
    return {"tags": {"a"}}


@app.get("/none")
def nothing():
    return None


app.logger.disabled = True
client = app.test_client()
answer = client.get("/values")
for key, value in answer.json.items():
    print(f"{key}: {value!r}")
print("order of the keys:", list(answer.json))
print("as bytes:", "caf\\u00e9" in answer.text)
print("PUT with JSON:",
      client.put("/echo?tag=a&tag=b", json={"n": 1}).json)
print("no JSON sent:", client.get("/echo").json["json"])
print("a set:", client.get("/set").status_code)
print("None returned:", client.get("/none").status_code)


class IsoProvider(DefaultJSONProvider):
    sort_keys = False

    @staticmethod
    def default(value):
        if isinstance(value, date):  # a datetime is one too
            return value.isoformat()
        return DefaultJSONProvider.default(value)


app.json = IsoProvider(app)

answer = client.get("/values").json
print("IsoProvider, day:", answer["day"], "at:", answer["at"])
print("IsoProvider, keys:", list(answer))
