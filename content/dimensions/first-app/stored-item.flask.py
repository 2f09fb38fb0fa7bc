import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, mapped_column

# region show
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.sqlite3"
db = SQLAlchemy(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@app.get("/items")
def items():
    rows = db.session.scalars(db.select(Item))
    return [item.name for item in rows]


with app.app_context():
    db.create_all()
    db.session.add(Item(name="Lamp"))
    db.session.commit()
# endregion

print("GET /items", app.test_client().get("/items").json)
with app.app_context():
    tables = inspect(db.engine).get_table_names()
    print("tables of the app:", ", ".join(sorted(tables)))
print("database file in instance/:", ", ".join(os.listdir("instance")))
with app.app_context(), db.engine.begin() as connection:
    db.metadata.clear()

    class Later(db.Model):
        __tablename__ = "item"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]
        price: Mapped[int]

    db.create_all()
    names = [c["name"] for c in inspect(connection).get_columns("item")]
    print("columns after a second create_all():", ", ".join(names))
