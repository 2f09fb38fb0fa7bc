import json
import tracemalloc
from pathlib import Path

place = Path("items.json")
place.write_text(
    json.dumps([{"name": f"item {n}", "price": n} for n in range(20_000)]),
    encoding="utf-8",
)
size = place.stat().st_size

# region show
tracemalloc.start()
with place.open(encoding="utf-8") as file:
    total = sum(item["price"] for item in json.load(file))
peak = tracemalloc.get_traced_memory()[1]
# endregion

print("sum:", total)
print("memory:", "more than the file has bytes" if peak > size else "less")
lines = Path("items.jsonl")
lines.write_text(
    "".join(json.dumps({"price": n}) + "\n" for n in range(20_000)),
    encoding="utf-8",
)
tracemalloc.reset_peak()
start = tracemalloc.get_traced_memory()[0]
with lines.open(encoding="utf-8") as file:
    total = sum(json.loads(line)["price"] for line in file)
peak = tracemalloc.get_traced_memory()[1] - start
print(
    "one document for each line:",
    total,
    "in",
    "under" if peak < lines.stat().st_size / 10 else "over",
    "a tenth of the file",
)
