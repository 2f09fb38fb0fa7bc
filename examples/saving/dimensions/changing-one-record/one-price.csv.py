import csv
from pathlib import Path

place = Path("items.csv")
place.write_text(
    "name,price\n" + "".join(f"item {n},{n}\n" for n in range(1000)),
    encoding="utf-8",
)
before = place.read_bytes()

# region show
with place.open(newline="", encoding="utf-8") as file:
    items = list(csv.DictReader(file))
for item in items:
    if item["name"] == "item 500":
        item["price"] = 7
with place.open("w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, fieldnames=["name", "price"])
    writer.writeheader()
    writer.writerows(items)
# endregion

print("read:", len(items), "items")
print(
    "written:",
    len(place.read_bytes()) > 0.99 * len(before) and "the whole file",
)
print("item 500 costs", items[500]["price"])
with place.open("a", newline="", encoding="utf-8") as file:
    csv.writer(file).writerow(["late", 1])
with place.open(newline="", encoding="utf-8") as file:
    print("one more at the end:", len(list(csv.DictReader(file))), "items")
