from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, insert, select, update
from sqlalchemy.exc import (
    IntegrityError, InvalidRequestError, PendingRollbackError,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    stock: Mapped[int] = mapped_column(default=5)


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session


def names():
    return sorted(session.scalars(select(Item.name)))


# region show
@event.listens_for(session, "after_commit")
def mail(session):
    words = session.info.pop("new", [])
    print("  after commit:", ", ".join(words))


session.add(Item(name="cup"))
session.info["new"] = ["cup"]
try:
    with session.begin_nested():            # a savepoint
        session.add(Item(name="pot"))
        session.info["new"].append("pot")
        session.flush()
        session.add(Item(name="cup"))
except IntegrityError as error:
    print("inner block failed:", error.orig)
session.add(Item(name="jug"))
print("end of the outer block")
session.commit()
print("stored:", names())
# endregion

session.add(Item(name="tin"))
session.flush()
session.add(Item(name="cup"))
try:
    session.flush()
except IntegrityError:
    try:
        print("no savepoint, next query:", names())
    except PendingRollbackError as error:
        print("no savepoint, next query:", type(error).__name__, "-",
              str(error).split(".")[0])
session.rollback()
print("stored after that failure:", names())
try:
    session.execute(insert(Item).values(name="cup", stock=1))
except IntegrityError:
    print("execute() failed, next query on SQLite:", names())
session.rollback()

jug = session.scalar(select(Item).where(Item.name == "jug"))
jug.stock = 0
session.flush()
session.rollback()
stored = session.scalar(select(Item.stock).where(Item.name == "jug"))
print("after rollback, object and row:", jug.stock, stored)

decrement = update(Item).where(
    Item.name == "jug").values(stock=Item.stock - 1)
session.execute(decrement)
print("decremented in the database:", jug.stock)
print("sent:", str(decrement).partition(" WHERE")[0].replace("\n", ""))

try:
    with session.begin():
        pass
except InvalidRequestError as error:
    print("begin() inside a transaction:", type(error).__name__, "-",
          str(error).rstrip("."))
