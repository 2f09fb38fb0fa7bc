import tracemalloc

import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

folder = postgres.start()
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={folder}")
db = SQLAlchemy(app)


class Row(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


# region show
def all_at_once():
    return db.session.scalars(select(Row))


def in_batches():
    return db.session.scalars(
        select(Row).execution_options(yield_per=500))
# endregion


def measure(label, make):
    db.session.rollback()
    tracemalloc.start()
    rows = iter(make())
    next(rows)
    open_cursors = db.session.scalar(text("SELECT count(*) FROM pg_cursors"))
    count = 1 + sum(1 for _ in rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{label}: {count} rows, cursors on the server: {open_cursors}")
    return peak


with app.app_context():
    db.create_all()
    db.session.execute(insert(Row), [{"text": "x" * 200}] * 20_000)
    db.session.commit()
    large = measure("all at once", all_at_once)
    small = measure("yield_per", in_batches)
    print("less than a tenth of the memory:", small < large / 10)

    rows = iter(in_batches())
    next(rows)
    db.session.commit()
    try:
        next(row for row in rows if row.id > 600)
    except Exception as error:
        print("after a commit in the loop:", type(error).__name__)
