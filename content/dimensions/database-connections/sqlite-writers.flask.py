import shutil
import sqlite3
import time

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    stock: Mapped[int] = mapped_column(default=5)


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///../shop.db"
db.init_app(app)
app.app_context().push()
session, engine = db.session, db.engine


def pragma(name):
    return session.scalar(text(f"PRAGMA {name}"))


db.create_all()
session.add(Item())
session.commit()
print("default: journal", pragma("journal_mode") + ", busy timeout",
      pragma("busy_timeout"), "ms")
session.rollback()
other = sqlite3.connect("shop.db", timeout=0, isolation_level=None)


def other_writes():
    try:
        other.execute("UPDATE item SET stock = 9")
        return "stored"
    except sqlite3.OperationalError as error:
        return str(error)


def other_writes_while_a_reader_is_open():
    try:
        session.execute(text("BEGIN"))
        session.scalar(select(Item.stock))
        return other_writes()
    finally:
        session.rollback()


print("journal delete, a reader is open, another connection writes:",
      other_writes_while_a_reader_is_open())


# region show
def on_connect(connection, record):
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=5000")


def by_hand(connection, record):
    connection.isolation_level = None       # sqlite3 begins nothing


def begin_immediate(connection):
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def read_then_write():
    item = session.scalar(select(Item))
    result = other_writes()
    print("  another connection writes:", result)
    item.stock -= 1
    session.commit()
    return result
# endregion


def attempt():
    start = time.monotonic()
    try:
        other_result = read_then_write()
        stock = session.scalar(select(Item.stock))
        lost = other_result == "stored" and stock != 9 - 1
        print(f"  stored: {stock}, the other write is lost: {lost}")
    except OperationalError as error:
        waited = time.monotonic() - start > 2.5
        print(f"  {error.orig}, after the busy timeout: {waited}")
    session.rollback()


def begin_deferred(connection):
    connection.exec_driver_sql("BEGIN")


def reset():
    session.execute(update(Item).values(stock=5))
    session.commit()


event.listen(engine, "connect", on_connect)
session.remove()
engine.dispose()
print("journal wal, a reader is open, another connection writes:",
      other_writes_while_a_reader_is_open())
reset()
print("read, then write, default transaction mode:")
attempt()
reset()
event.listen(engine, "connect", by_hand)
session.remove()
engine.dispose()
event.listen(engine, "begin", begin_deferred)
print("read, then write, BEGIN before the read:")
attempt()
event.remove(engine, "begin", begin_deferred)
event.listen(engine, "begin", begin_immediate)
reset()
print("read, then write, BEGIN IMMEDIATE:")
attempt()

session.add(Item())
session.commit()
shutil.copy("shop.db", "copied.db")
target = sqlite3.connect("backup.db")
source = engine.raw_connection()
source.driver_connection.backup(target)
source.close()
for name in ("copied.db", "backup.db"):
    try:
        rows = sqlite3.connect(name).execute(
            "SELECT count(*) FROM item").fetchone()[0]
    except sqlite3.OperationalError as error:
        rows = error
    print(f"2 rows, one still in the WAL; rows in {name}: {rows}")
