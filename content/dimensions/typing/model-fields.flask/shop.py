from typing import TYPE_CHECKING

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app, model_class=Base)

# region show
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Item(Model):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    note: Mapped[str | None]


def label(item: Item) -> int:
    reveal_type(item.name)
    reveal_type(item.note)
    return item.name


@app.get("/items")
def find() -> list[str]:
    reveal_type(db.session.scalars(select(Item)).all())
    select(Item).where(Item.nmae == "cup")
    return []
# endregion
