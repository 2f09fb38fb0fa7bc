import sqlite3
from pathlib import Path

place = Path("items.db")
db = sqlite3.connect(place)
db.execute("CREATE TABLE items (name)")
db.executemany(
    "INSERT INTO items VALUES (?)", [(f"item {n}",) for n in range(1000)]
)
db.commit()
db.close()

# region show
whole = place.read_bytes()
place.write_bytes(whole[:-5000])
try:
    db = sqlite3.connect(place)
    rows = db.execute("SELECT * FROM items").fetchall()
    print("read:", len(rows), "items")
except sqlite3.DatabaseError as error:
    print("DatabaseError:", error)
# endregion
db.close()


class Full(Exception):
    pass


def items():
    yield ("first",)
    raise Full("stopped half-way")


place.write_bytes(whole)
db = sqlite3.connect(place)
try:
    with db:
        db.execute("DELETE FROM items")
        db.executemany("INSERT INTO items VALUES (?)", items())
except Full as error:
    print("Full:", error)
kept = db.execute("SELECT count(*) FROM items").fetchone()[0]
print("the old items:", "kept" if kept == 1000 else "gone")
db.close()
