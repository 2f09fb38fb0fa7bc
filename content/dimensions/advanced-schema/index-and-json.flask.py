from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Index, select, text
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    stock: Mapped[int] = mapped_column(default=0)
    details: Mapped[dict] = mapped_column(JSON)
    tracked: Mapped[dict] = mapped_column(
        MutableDict.as_mutable(JSON), default=dict)


Index("by_name", Item.name, Item.stock.desc())
Index("in_stock", Item.name, sqlite_where=Item.stock > 0)


def large():
    size = Item.details["size"].as_string()
    return select(Item).where(size == "L")
# endregion


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session
for sql in session.scalars(text(
        "SELECT sql FROM sqlite_master WHERE type = 'index' "
        "AND name IN ('by_name', 'in_stock') ORDER BY name")):
    print(sql)

session.add_all([
    Item(name="cup", details={"size": "L", "colours": ["red"]},
         tracked={"size": "L"}),
    Item(name="pot", details={"size": "S", "colours": []}),
])
session.commit()
print("size L:", [item.name for item in session.scalars(large())])
red = Item.details[("colours", 0)].as_string() == "red"
print("first colour red:",
      [item.name for item in session.scalars(select(Item).where(red))])
cup = session.scalars(large()).one()
cup.details["size"] = "XL"          # changed in place
cup.tracked["size"] = "XL"
session.commit()
print("changed in place, then committed:", cup.details["size"])
print("the same with MutableDict:", cup.tracked["size"])
