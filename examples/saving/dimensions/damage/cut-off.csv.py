import csv
from pathlib import Path

place = Path("items.csv")
place.write_text(
    "name,price\n" + "".join(f"item {n},10{n}\n" for n in range(3)),
    encoding="utf-8",
)

# region show
whole = place.read_bytes()
place.write_bytes(whole[:-2])
with place.open(newline="", encoding="utf-8") as file:
    items = list(csv.DictReader(file))
last = items[-1]["price"]
print("read:", len(items), "items; the last price is", last)
# endregion


class Full(Exception):
    pass


def items():
    yield ["first", 1]
    raise Full("stopped half-way")


place.write_bytes(whole)
try:
    with place.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(items())
except Full as error:
    print("Full:", error)
print(
    "the old items:",
    "gone" if "item 0" not in place.read_text(encoding="utf-8") else "kept",
)
