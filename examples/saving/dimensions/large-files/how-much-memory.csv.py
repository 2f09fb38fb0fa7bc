import csv
import tracemalloc
from pathlib import Path

place = Path("items.csv")
place.write_text(
    "name,price\n" + "".join(f"item {n},{n}\n" for n in range(20_000)),
    encoding="utf-8",
)
size = place.stat().st_size

# region show
tracemalloc.start()
with place.open(newline="", encoding="utf-8") as file:
    total = sum(int(row["price"]) for row in csv.DictReader(file))
peak = tracemalloc.get_traced_memory()[1]
# endregion

print("sum:", total)
print("memory:", "under a quarter of the file" if peak < size / 4 else "more")
