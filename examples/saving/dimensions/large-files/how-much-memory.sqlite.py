import sqlite3
import tracemalloc
from pathlib import Path

db = sqlite3.connect("items.db")
db.execute("CREATE TABLE items (name, price)")
db.executemany(
    "INSERT INTO items VALUES (?, ?)",
    ((f"item {n}", n) for n in range(20_000)),
)
db.commit()
size = Path("items.db").stat().st_size

# region show
tracemalloc.start()
(total,) = db.execute("SELECT sum(price) FROM items").fetchone()
peak = tracemalloc.get_traced_memory()[1]
# endregion

print("sum:", total)
print("memory:", "under a quarter of the file" if peak < size / 4 else "more")
query = "SELECT price FROM items WHERE name = 'item 7'"
print(
    "without an index:",
    db.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()[3].split()[0],
)
db.execute("CREATE INDEX by_name ON items (name)")
print(
    "with an index:",
    db.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()[3].split()[0],
)
db.close()
