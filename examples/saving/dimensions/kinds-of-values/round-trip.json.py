import json
from pathlib import Path

item = {"name": "lamp", "price": 19.5, "count": 3, "sold": False, "note": None}

# region show
place = Path("items.json")
place.write_text(json.dumps([item]), encoding="utf-8")
[back] = json.loads(place.read_text(encoding="utf-8"))
# endregion

for key, value in back.items():
    print(f"{key:6} {type(item[key]).__name__:9} -> {type(value).__name__}")
try:
    json.dumps({"raw": b"\x00"})
except TypeError as error:
    print("bytes ", "TypeError:", error)
