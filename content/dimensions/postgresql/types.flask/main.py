from datetime import datetime

import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc, func, select, text
from sqlalchemy.dialects.postgresql import (
    ARRAY,
    JSONB,
    TSTZRANGE,
    ExcludeConstraint,
    Range,
    aggregate_order_by,
)
from sqlalchemy.orm import Mapped, mapped_column

folder = postgres.start()
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={folder}")
db = SQLAlchemy(app)


# region show
class Room(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(db.String))
    facts: Mapped[dict] = mapped_column(JSONB, default=dict)


class Booking(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(db.ForeignKey(Room.id))
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    __table_args__ = (
        ExcludeConstraint(
            ("room_id", "="), ("during", "&&"), name="no_overlap"),
    )
# endregion


def names(condition):
    return db.session.scalars(
        select(Room.name).where(condition).order_by(Room.id)).all()


def day(number):
    return datetime.fromisoformat(f"2026-11-{number:02}T00:00:00+00:00")


with app.app_context():
    db.session.execute(text("CREATE EXTENSION btree_gist"))
    db.session.commit()
    db.create_all()
    db.session.add_all([
        Room(name="Äpfel", tags=["quiet", "view"], facts={"beds": 2}),
        Room(name="birne", tags=["view"],
             facts={"beds": 1, "bath": {"tub": True}}),
    ])
    db.session.commit()
    print("ilike 'ä%':", names(Room.name.ilike("ä%")))
    print("tags contain quiet:", names(Room.tags.contains(["quiet"])))
    print("tags overlap:", names(Room.tags.overlap(["view", "pool"])))
    tub = {"bath": {"tub": True}}
    print("facts contain a tub:", names(Room.facts.contains(tub)))
    print("two beds:", names(Room.facts["beds"].as_integer() == 2))

    beds = Room.facts["beds"].as_integer()
    rows = db.session.execute(select(
        func.array_agg(aggregate_order_by(Room.name, Room.id)),
        func.sum(beds)))
    print("aggregated:", list(rows.one()))

    db.session.add(Booking(room_id=1, during=Range(day(1), day(4))))
    db.session.commit()
    db.session.add(Booking(room_id=1, during=Range(day(4), day(6))))
    db.session.commit()
    print("a booking that begins when another ends: saved")
    db.session.add(Booking(room_id=1, during=Range(day(3), day(5))))
    try:
        db.session.commit()
    except exc.IntegrityError as error:
        cause = type(error.orig).__name__
        print("a booking that overlaps: IntegrityError:", cause)
        db.session.rollback()
