import json
from pathlib import Path

place = Path("items.json")
place.write_text(
    json.dumps([{"name": f"item {n}"} for n in range(3)]), encoding="utf-8"
)

# region show
whole = place.read_bytes()
place.write_bytes(whole[:-10])
try:
    items = json.loads(place.read_text(encoding="utf-8"))
    print("read:", len(items))
except json.JSONDecodeError as error:
    print("JSONDecodeError:", error.msg)
# endregion


class Full(Exception):
    pass


def items():
    yield {"name": "first"}
    raise Full("stopped half-way")


place.write_bytes(whole)
try:
    with place.open("w", encoding="utf-8") as file:
        for item in items():
            json.dump(item, file)
except Full as error:
    print("Full:", error)
print(
    "the old items:",
    "gone" if "item 0" not in place.read_text(encoding="utf-8") else "kept",
)
