import sqlite3

item = {"name": "lamp", "price": 19.5, "count": 3, "sold": False, "note": None}

# region show
db = sqlite3.connect("items.db")
db.row_factory = sqlite3.Row
db.execute("CREATE TABLE items (name, price, count, sold, note)")
db.execute(
    "INSERT INTO items VALUES (?, ?, ?, ?, ?)",
    list(item.values()),
)
db.commit()
back = db.execute("SELECT * FROM items").fetchone()
# endregion

for key in back.keys():
    print(
        f"{key:6} {type(item[key]).__name__:9} -> {type(back[key]).__name__}"
    )
print("bytes ", repr(db.execute("SELECT ?", (b"\x00",)).fetchone()[0]))
try:
    db.execute("SELECT ?", ([1, 2],))
except sqlite3.ProgrammingError as error:
    print("list  ", "ProgrammingError:", error)
db.close()
