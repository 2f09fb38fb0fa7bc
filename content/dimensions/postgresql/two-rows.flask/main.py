import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    stock: Mapped[int] = mapped_column(default=10)


# region show
RETRY = {"40001", "40P01"}      # serialization failure, deadlock


def with_retry(work, tries=5):
    for left in reversed(range(tries)):
        try:
            with db.session.begin():
                return work()
        except OperationalError as error:
            code = error.orig.sqlstate
            if code not in RETRY or not left:
                raise
            time.sleep(random.uniform(0.1, 0.3))


def move(one, other, pause=lambda: None):
    for pk in (one, other):
        item = db.session.get(Item, pk, with_for_update=True)
        item.stock += 1
        db.session.flush()
        pause()
# endregion


def both(run, *works):
    """Run two functions at once; return their results or errors."""
    def thread(work):
        with app.app_context():
            try:
                run(work)
                return "committed"
            except DBAPIError as error:
                cause = error.orig
                return (f"{type(error).__name__} ({type(cause).__name__}, "
                        f"{cause.sqlstate}) {str(cause).splitlines()[0]}")

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(thread, works))


def at_once():
    """Return a pause that waits, the first time, for the other side."""
    barrier, passed = threading.Barrier(2), threading.local()

    def pause():
        if not hasattr(passed, "once"):
            passed.once = True
            barrier.wait()

    return pause


def in_transaction(work):
    with db.session.begin():
        work()


def stocks():
    with db.session.begin():
        return db.session.scalars(
            select(Item.stock).order_by(Item.id)).all()


app = Flask(__name__)
host = postgres.start()
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={host}")
db.init_app(app)
app.app_context().push()
db.create_all()
db.session.add_all([Item(name="cup"), Item(name="pot")])
db.session.commit()

pause = at_once()
print("two orders of locking:")
for line in both(in_transaction,
                 lambda: move(1, 2, pause), lambda: move(2, 1, pause)):
    print(" ", line)
print("stock:", stocks())

pause = at_once()
print("the same, tried again:", both(
    with_retry, lambda: move(1, 2, pause), lambda: move(2, 1, pause)))
print("stock:", stocks())

print("one order:", both(
    in_transaction, lambda: move(1, 2), lambda: move(1, 2)))


def count_up(pause):
    db.session.connection(
        execution_options={"isolation_level": "REPEATABLE READ"})
    item = db.session.get(Item, 1)
    pause()
    db.session.execute(
        update(Item).where(Item.id == 1).values(stock=item.stock + 1))


pause = at_once()
print("repeatable read, two that read and write:")
for line in both(in_transaction,
                 lambda: count_up(pause), lambda: count_up(pause)):
    print(" ", line)

try:
    db.session.execute(text("SELECT 1 / 0"))
except DBAPIError as error:
    print("failed raw SQL:", type(error).__name__, error.orig)
try:
    db.session.execute(text("SELECT 1"))
except DBAPIError as error:
    print("the next statement:", type(error).__name__,
          str(error.orig).partition(",")[0])
db.session.rollback()
with db.session.begin():
    try:
        with db.session.begin_nested():
            db.session.execute(text("SELECT 1 / 0"))
    except DBAPIError:
        rows = db.session.scalars(select(Item.stock)).all()
        print("in a savepoint, the next:", len(rows), "rows")
db.engine.dispose()
