import json
from pathlib import Path

place = Path("items.json")
place.write_text(
    json.dumps([{"name": f"item {n}", "price": n} for n in range(1000)]),
    encoding="utf-8",
)
before = place.read_bytes()

# region show
items = json.loads(place.read_text(encoding="utf-8"))
for item in items:
    if item["name"] == "item 500":
        item["price"] = 7
place.write_text(json.dumps(items), encoding="utf-8")
# endregion

print("read:", len(items), "items")
print(
    "written:",
    len(place.read_bytes()) > 0.99 * len(before) and "the whole file",
)
print("item 500 costs", items[500]["price"])
with place.open("a", encoding="utf-8") as file:
    file.write(json.dumps({"name": "late", "price": 1}))
try:
    json.loads(place.read_text(encoding="utf-8"))
except json.JSONDecodeError as error:
    print("one more at the end:", error.msg)
