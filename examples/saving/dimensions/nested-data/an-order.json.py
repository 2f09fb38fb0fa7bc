import json
from pathlib import Path

order = {"customer": "Ada", "items": [{"name": "lamp"}, {"name": "rug"}]}

# region show
place = Path("order.json")
place.write_text(json.dumps(order), encoding="utf-8")
back = json.loads(place.read_text(encoding="utf-8"))
print("names:", [item["name"] for item in back["items"]])
# endregion
print("files:", sorted(path.name for path in Path().glob("order*")))
print("the same:", back == order)
print(
    "the customer is written",
    place.read_text(encoding="utf-8").count("Ada"),
    "time",
)
print("a name that is a number:", json.loads(json.dumps({1: "one"})))
