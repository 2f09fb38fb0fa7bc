from datetime import date

import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, String, func, select, text
from sqlalchemy.dialects.postgresql import (
    ARRAY, DATERANGE, JSONB, ExcludeConstraint, Range,
)
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(String))
    tracked: Mapped[list[str]] = mapped_column(
        MutableList.as_mutable(ARRAY(String)), default=list)
    details: Mapped[dict] = mapped_column(JSONB)
    plain: Mapped[dict] = mapped_column(JSON, default=dict)


class Booking(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[int]
    nights: Mapped[Range[date]] = mapped_column(DATERANGE)
    __table_args__ = (ExcludeConstraint(
        ("room", "="), ("nights", "&&"), using="gist",
        name="one_guest_a_night",
    ),)
# endregion


def names(condition):
    query = select(Item.name).where(condition).order_by(Item.id)
    return list(db.session.scalars(query))


def where(condition):
    return str(condition.compile(
        db.engine, compile_kwargs={"literal_binds": True})).replace("%%", "%")


app = Flask(__name__)
host = postgres.start()
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={host}")
db.init_app(app)
app.app_context().push()
db.session.execute(text("CREATE EXTENSION btree_gist"))
db.session.commit()
db.create_all()
cup = Item(name="Cup", tags=["red", "new"], tracked=["red"],
           details={"size": "L", "stock": {"north": 3}})
db.session.add(cup)
db.session.flush()
db.session.add(Item(name="100% cotton", tags=["blue"], details={}))
db.session.flush()
db.session.add(Item(name="1000 nails", tags=[], details={"size": "S"}))
db.session.commit()

print("ilike:", where(Item.name.ilike("%CUP%")))
print("icontains:", where(Item.name.icontains("CUP")))
print("finds:", names(Item.name.ilike("%CUP%")),
      names(Item.name.icontains("CUP")))
print("a search for 100%:", names(Item.name.icontains("100%")))
print("with autoescape:", names(
    Item.name.icontains("100%", autoescape=True)))
db.session.add(Item(name="café", tags=[], details={}))
db.session.commit()
print("with an accent, É:", names(Item.name.ilike("%CAFÉ%")))

print("tags contain red:", names(Item.tags.contains(["red"])))
print("tags overlap [new, blue]:", names(Item.tags.overlap(["new", "blue"])))
print("tags[0] red:", names(Item.tags[0] == "red"))
print("tags[1] red:", names(Item.tags[1] == "red"))
print("length 0:", names(func.cardinality(Item.tags) == 0))
cup.tags.append("sale")
cup.tracked.append("sale")
db.session.commit()
print("appended and committed:", cup.tags)
print("the same with MutableList:", cup.tracked)

for name in ("plain", "details"):
    print(f"column {name}:", db.session.scalar(text(
        "SELECT data_type FROM information_schema.columns "
        "WHERE table_name = 'item' AND column_name = :name"),
        {"name": name}))
print("contains size L:", names(Item.details.contains({"size": "L"})))
print("has the key stock:", names(Item.details.has_key("stock")))
north = Item.details["stock"]["north"].as_integer()
print("3 in the north:", names(north == 3))
print("aggregated:", db.session.scalar(
    select(func.array_agg(Item.name)).where(Item.id <= 2)))
try:
    names(Item.plain.contains({"size": "L"}))
except (ProgrammingError, NotImplementedError, TypeError) as error:
    print("JSON, contains:", type(error).__name__,
          str(getattr(error, "orig", error)).splitlines()[0])
    db.session.rollback()


def book(room, first, last):
    nights = Range(date(2026, 5, first), date(2026, 5, last))
    try:
        with db.session.begin_nested():
            db.session.add(Booking(room=room, nights=nights))
        return "booked"
    except IntegrityError as error:
        cause = type(error.orig).__name__
        return f"IntegrityError ({cause}) {str(error.orig).splitlines()[0]}"


print("room 1, 4 to 7 May:", book(1, 4, 7))
print("room 1, 7 to 9 May:", book(1, 7, 9))
print("room 2, 5 to 6 May:", book(2, 5, 6))
print("room 1, 6 to 8 May:", book(1, 6, 8))
print("that night, room:", list(db.session.scalars(
    select(Booking.room).where(Booking.nights.contains(date(2026, 5, 7))))))
db.session.commit()
db.engine.dispose()
