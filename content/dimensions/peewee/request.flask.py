import logging
import threading

from flask import Flask
from peewee import CharField, OperationalError
from playhouse.flask_utils import FlaskDB, get_object_or_404

# region show
app = Flask(__name__)
app.config["DATABASE"] = "sqlite:///shop.db"
database = FlaskDB(app)
db = database.database


class Item(database.Model):
    name = CharField()


@app.get("/items/<int:item_id>/")
def item(item_id):
    return get_object_or_404(Item, Item.id == item_id).name


@app.post("/half/")
def half():
    Item.create(name="cup")
    raise RuntimeError


@app.post("/atomic/")
@db.atomic()
def atomic():
    Item.create(name="pot")
    raise RuntimeError
# endregion


@app.get("/thread/")
def thread():
    def work():
        seen.append(f"open at its start: {not db.is_closed()}")
        Item.select().count()
        seen.append(f"opened by a query: {not db.is_closed()}")
        db.close()

    seen = []
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    return ", ".join(seen)


with db:
    db.create_tables([Item])
logging.disable()
client = app.test_client()
print("GET /items/1/:", client.get("/items/1/").status_code)
print("POST /half/:", client.post("/half/").status_code,
      "rows left:", Item.select().count())
db.close()
print("POST /atomic/:", client.post("/atomic/").status_code,
      "connection closed after it:", db.is_closed())
print("rows left:", Item.select().count(), "- the query opened one:",
      not db.is_closed())
app.testing = True
try:
    client.get("/items/1/")
except OperationalError as error:
    print("GET /items/1/, a connection left open:", error)
db.close()
print("GET /items/1/:", client.get("/items/1/").text)
print("in a thread,", client.get("/thread/").text)
