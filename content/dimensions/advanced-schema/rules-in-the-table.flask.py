import re

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    CheckConstraint, Computed, ForeignKeyConstraint, Index, func, insert,
    inspect, select, text, update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Line(db.Model):
    order: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pieces: Mapped[int] = mapped_column(server_default="1")
    price: Mapped[int]
    total: Mapped[int] = mapped_column(
        Computed("pieces * price", persisted=True))

    __table_args__ = (
        CheckConstraint("pieces > 0", name="pieces_positive"),
    )


Index("name_once", Line.order, func.lower(Line.name), unique=True)
# endregion


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped[int]
    position: Mapped[int]
    __table_args__ = (ForeignKeyConstraint(
        ["order", "position"], ["line.order", "line.position"]),)


class CheckedLine(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    pieces: Mapped[int]

    @validates("pieces")
    def positive(self, key, value):
        if value < 1:
            raise ValueError("pieces must be positive")
        return value


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session

line = Line(order=7, position=1, name="Cup", price=500)
session.add(line)
session.commit()
print("primary key:", inspect(line).identity)
print("read by key:", session.get(Line, (7, 1)).name)
print("default of the database:", line.pieces)
print("computed by the database:", line.total)
line.pieces = 3
session.commit()
print("computed again:", line.total)


def refused(label, statement):
    try:
        session.execute(statement)
    except IntegrityError as error:
        session.rollback()
        print(f"{label}: {type(error).__name__} - {error.orig}")


def row(position, name):
    return insert(Line).values(
        order=7, position=position, name=name, price=1)


refused("CHECK, 0 pieces", update(Line).values(pieces=0))
refused("duplicate key", row(1, "Pot"))
refused("same name in capitals", row(2, "CUP"))
jug = Line(order=7, position=3, name="Jug", price=1, pieces=0)
print("constructor: no check,", jug.pieces, "is accepted")
session.add(jug)
try:
    session.flush()
except IntegrityError as error:
    session.rollback()
    print("flush():", type(error).__name__, "-", error.orig)
try:
    CheckedLine(pieces=0)
except ValueError as error:
    print("with @validates:", type(error).__name__, "-", error)
session.execute(text("INSERT INTO line (\"order\", position, name, price)"
                     " VALUES (8, 1, 'Tin', 20)"))
print("written without the ORM:",
      session.scalar(select(Line.total).where(Line.order == 8)))
print("foreign key to it:",
      [key["referred_columns"]
       for key in inspect(db.engine).get_foreign_keys("note")])
session.commit()
Babel(app)
Admin(app).add_view(ModelView(Line, db))
page = app.test_client().get("/admin/line/")
print("in the admin:", page.status_code,
      *re.findall(r"/admin/line/details/\?id=[\w,%]+|edit/\?id=[\w,%]+",
                  page.text)[:1])
