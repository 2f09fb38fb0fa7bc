import sqlite3
from pathlib import Path

order = {"customer": "Ada", "items": [{"name": "lamp"}, {"name": "rug"}]}

# region show
db = sqlite3.connect("order.db")
db.executescript("""
    CREATE TABLE orders (id INTEGER PRIMARY KEY, customer);
    CREATE TABLE items (order_id REFERENCES orders, name);
""")
insert = "INSERT INTO orders (customer) VALUES ('Ada')"
key = db.execute(insert).lastrowid
pairs = [(key, item["name"]) for item in order["items"]]
db.executemany("INSERT INTO items VALUES (?, ?)", pairs)
db.commit()
query = "SELECT name FROM items JOIN orders ON id = order_id"
print("names:", [name for (name,) in db.execute(query)])
# endregion
print("files:", sorted(path.name for path in Path().glob("order*")))
print(
    "the customer is written",
    db.execute("SELECT count(*) FROM orders").fetchone()[0],
    "time",
)
db.execute("INSERT INTO items VALUES (99, 'stool')")
print("an item of order 99, checks off: taken")
db.commit()
db.execute("PRAGMA foreign_keys = ON")
try:
    db.execute("INSERT INTO items VALUES (98, 'chair')")
except sqlite3.IntegrityError as error:
    print("an item of order 98, checks on:", error)
row = sqlite3.connect(":memory:")
row.execute('CREATE TABLE t ("1")')
print(
    "a name that is a number:",
    row.execute("SELECT * FROM t").description[0][0].__class__.__name__,
)
row.close()
db.close()
