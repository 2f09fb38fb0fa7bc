from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, func, inspect, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
app = Flask(__name__)


# region show
app.config.update(
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{app.root_path}/shop.db",
    SQLALCHEMY_BINDS={
        "stats": f"sqlite:///{app.root_path}/stats.db",
    },
)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Visit(db.Model):
    __bind_key__ = "stats"
    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str]
    item_id: Mapped[int | None]
    item: Mapped[Item] = relationship(
        primaryjoin="foreign(Visit.item_id) == Item.id")
# endregion


db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session


def tables(key):
    return inspect(db.engines[key]).get_table_names()


def place(model):
    return session.get_bind(model).url.database.rpartition("/")[2]


print("after create_all():", tables(None), tables("stats"))
cup, visit = Item(name="cup"), Visit(page="/cup")
session.add_all([cup, visit])
session.commit()
print("each row was stored in:", place(Item), place(Visit))

named = {"bind": db.engines["stats"]}
try:
    session.execute(select(Item), bind_arguments=named)
except OperationalError as error:
    print("database named in the call:", error.orig)

try:
    class Rating(db.Model):
        __bind_key__ = "stats"
        id: Mapped[int] = mapped_column(primary_key=True)
        item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))

    db.create_all("stats")
except Exception as error:
    print("relation across:", type(error).__name__, "-",
          str(error).partition(" could")[0])
visit.item_id = cup.id
session.commit()
print("stored as a number, followed:", visit.item.name)
try:
    session.execute(select(Visit).join(Item, Visit.item_id == Item.id))
except OperationalError as error:
    print("join across:", type(error).__name__, "-", error.orig)

session.rollback()
session.add_all([Item(name="pot"), Visit(page="/pot")])
session.flush()
session.rollback()
print("rolled back, rows:",
      session.scalar(select(func.count()).select_from(Item)),
      session.scalar(select(func.count()).select_from(Visit)))
