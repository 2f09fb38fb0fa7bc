from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, func, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Customer(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    recommended_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="SET NULL"))
    recommended_by: Mapped["Customer | None"] = relationship(
        remote_side=[id], back_populates="recommends")
    recommends: Mapped[list["Customer"]] = relationship(
        back_populates="recommended_by")
    orders: Mapped[list["Order"]] = relationship(
        back_populates="customer", passive_deletes="all")
    address: Mapped["Address | None"] = relationship(
        back_populates="customer", cascade="all, delete-orphan")


class Address(db.Model):
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id"), primary_key=True)
    city: Mapped[str]
    customer: Mapped[Customer] = relationship(
        back_populates="address", single_parent=True)


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="RESTRICT"))
    customer: Mapped[Customer] = relationship(
        back_populates="orders")
    lines: Mapped[list["Line"]] = relationship(
        back_populates="order", cascade="all, delete-orphan")


class Line(db.Model):               # the association object
    order_id: Mapped[int] = mapped_column(
        ForeignKey("order.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id"), primary_key=True)
    pieces: Mapped[int] = mapped_column(default=1)
    order: Mapped[Order] = relationship(back_populates="lines")
    item: Mapped["Item"] = relationship()
# endregion


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
event.listen(db.engine, "connect", lambda connection, _:
             connection.execute("PRAGMA foreign_keys = ON"))
db.create_all()
session = db.session


def columns(model):
    found = inspect(db.engine).get_columns(model.__tablename__)
    return ", ".join(column["name"] for column in found)


print("order table:", columns(Order))
print("line table:", columns(Line))
ada = Customer(name="Ada")
ben = Customer(name="Ben", recommended_by=ada)
cup = Item(name="cup")
order = Order(customer=ada)
session.add_all([ada, ben, cup, order])
session.commit()
print("recommended by Ada:", [c.name for c in ada.recommends])
print("orders of Ada:", len(ada.orders))
order.lines.append(Line(item=cup, pieces=3))
session.commit()
line = order.lines[0]
print("through the join table:", line.item.name, line.pieces)
session.expunge(line)
try:
    session.add(Line(order_id=order.id, item_id=cup.id))
    session.commit()
except IntegrityError as error:
    session.rollback()
    print("a second row for the pair:", type(error).__name__)
ada.address = Address(city="Vienna")
session.commit()
print("one to one:", ada.address.city)
print("no address:", ben.address)
ada.address = Address(city="Oslo")
try:
    session.commit()
    print("second address: replaced,",
          session.scalar(select(func.count()).select_from(Address)), "row")
except IntegrityError as error:
    session.rollback()
    print("second address:", error.orig)
print("across two relations:", session.scalars(
    select(Item.name).join(Line).join(Order).join(Customer)
    .join(Address).where(Address.city.in_(["Vienna", "Oslo"]))).all())
print("orders without the lamp:", session.scalar(
    select(func.count()).select_from(Order).where(
        ~Order.lines.any(Line.item.has(name="lamp")))))
try:
    session.delete(ada)
    session.commit()
except IntegrityError as error:
    session.rollback()
    print("delete with orders:", type(error).__name__)
session.delete(order)
session.commit()
print("lines after the order is deleted:",
      session.scalar(select(func.count()).select_from(Line)))
session.delete(ada)
session.commit()
print("reference after delete:", ben.recommended_by)
