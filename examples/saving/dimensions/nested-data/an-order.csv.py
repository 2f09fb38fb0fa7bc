import csv
from pathlib import Path

order = {"customer": "Ada", "items": [{"name": "lamp"}, {"name": "rug"}]}

# region show
place = Path("order.csv")
with place.open("w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    for item in order["items"]:
        writer.writerow([order["customer"], item["name"]])
with place.open(newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
print("names:", [name for _, name in rows])
# endregion
print("files:", sorted(path.name for path in Path().glob("order*")))
print("the customer is written", sum(row[0] == "Ada" for row in rows), "times")
with place.open("w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerow(["Ada", order["items"]])
print("a list in a cell:", place.read_text(encoding="utf-8").strip())
with place.open("w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows([[1], ["one"], ["chair of nobody"]])
with place.open(newline="", encoding="utf-8") as file:
    print(
        "a name that is a number, and an item of nobody:",
        list(csv.DictReader(file)),
    )
