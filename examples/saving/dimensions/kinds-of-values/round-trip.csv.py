import csv
from pathlib import Path

item = {"name": "lamp", "price": 19.5, "count": 3, "sold": False, "note": None}

# region show
place = Path("items.csv")
with place.open("w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, fieldnames=item)
    writer.writeheader()
    writer.writerow(item)
with place.open(newline="", encoding="utf-8") as file:
    [back] = csv.DictReader(file)
# endregion

for key, value in back.items():
    print(f"{key:6} {type(item[key]).__name__:9} -> {type(value).__name__}")
print("None is read as", repr(back["note"]))
with place.open("w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerow([b"\x00"])
print("bytes  are written as", place.read_text(encoding="utf-8").strip())
