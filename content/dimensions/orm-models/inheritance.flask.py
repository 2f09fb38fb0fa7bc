from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Dated:                        # mixin: no table
    day: Mapped[str]


class Text(Dated, db.Model):        # a table of its own
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind",
                       "polymorphic_identity": "text"}


class Review(Text):                 # a second table, joined
    id: Mapped[int] = mapped_column(
        ForeignKey("text.id"), primary_key=True)
    stars: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "review"}


class Draft(Text):                  # the table of Text
    __mapper_args__ = {"polymorphic_identity": "draft"}
# endregion


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)

with app.app_context():
    db.create_all()
    print("tables:", sorted(inspect(db.engine).get_table_names()))
    print("mixin has a table:", hasattr(Dated, "__table__"))
    print("columns of the parent:", list(Text.__table__.columns.keys()))
    print("columns of the child table:",
          list(Review.__table__.columns.keys()))
    print("subclass without columns, table:", Draft.__table__.name)

    seen = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(conn, cursor, sql, *rest):
        if sql.startswith("INSERT"):
            seen.append(sql.split(" (")[0])

    db.session.add(Review(day="2026-01-02", title="On tea", stars=4))
    db.session.commit()
    print("saving one child:", seen)
    print("parent class reads it as:",
          type(db.session.scalar(select(Text))).__name__)
    print("all rows of the parent:",
          [t.title for t in db.session.scalars(select(Text))])
    print("rows of the subclass without columns:",
          list(db.session.scalars(select(Draft))))
