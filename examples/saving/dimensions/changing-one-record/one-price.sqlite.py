import sqlite3
from pathlib import Path

db = sqlite3.connect("items.db")
db.execute("CREATE TABLE items (name PRIMARY KEY, price)")
db.executemany(
    "INSERT INTO items VALUES (?, ?)", [(f"item {n}", n) for n in range(1000)]
)
db.commit()
before = Path("items.db").read_bytes()

# region show
with db:
    where = "WHERE name = 'item 500'"
    done = db.execute(f"UPDATE items SET price = 7 {where}")
# endregion

print("changed:", done.rowcount, "item")
after = Path("items.db").read_bytes()
pages = range(0, len(before), 4096)
changed = [n for n in pages if before[n : n + 4096] != after[n : n + 4096]]
print("written:", "a few pages" if len(changed) <= 3 < len(pages) else "more")
print(
    "item 500 costs",
    db.execute("SELECT price FROM items WHERE name = 'item 500'").fetchone()[
        0
    ],
)
with db:
    db.execute("INSERT INTO items VALUES ('late', 1)")
print(
    "one more at the end:",
    db.execute("SELECT count(*) FROM items").fetchone()[0],
    "items",
)
db.close()
