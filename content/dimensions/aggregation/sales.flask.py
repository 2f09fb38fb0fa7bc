from datetime import date

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, case, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Customer(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    orders: Mapped[list["Order"]] = relationship(
        back_populates="customer")


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    customer: Mapped[Customer] = relationship(back_populates="orders")
    day: Mapped[date]
    paid: Mapped[bool]
    price: Mapped[int]
    pieces: Mapped[int]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session
ada, ben, cleo = (Customer(name=name) for name in ("Ada", "Ben", "Cleo"))
session.add_all([ada, ben, cleo])
session.add_all([
    Order(customer=ada, day=date(2026, 1, 5), paid=True, price=10, pieces=2),
    Order(customer=ada, day=date(2026, 1, 9), paid=False, price=5, pieces=1),
    Order(customer=ben, day=date(2026, 2, 1), paid=True, price=7, pieces=3)])
session.commit()

# region show
totals = select(
    func.count().label("orders"),
    func.count().filter(Order.paid).label("paid"),
    func.sum(Order.price * Order.pieces).label("revenue"),
).select_from(Order)

orders_count = func.count(Order.id)
spent = func.coalesce(func.sum(Order.price), 0)
customers = (
    select(Customer.name, orders_count, spent)
    .outerjoin(Customer.orders)             # LEFT JOIN
    .group_by(Customer.id))

month = func.strftime("%Y-%m-01", Order.day)
months = select(month, func.count()).group_by(month)

debtors = select(Customer).where(
    Customer.orders.any(Order.paid.is_(False)))
# endregion


def rows(query):
    return [tuple(row) for row in session.execute(query)]


print("totals:", dict(session.execute(totals).one()._mapping))
print("per customer:", rows(customers.order_by(Customer.name)))
print("having:", [name for name, *_ in rows(customers.having(spent > 10))])
total = func.sum(Order.price)
print("sum of no rows:",
      session.scalar(select(total).where(Order.price > 99)))
print("sum of no rows, coalesce():", session.scalar(
    select(func.coalesce(total, 0)).where(Order.price > 99)))
print("per month:", rows(months.order_by(month)))
print("EXISTS:", [c.name for c in session.scalars(debtors)])
size = case((Order.pieces >= 3, "large"), else_="small")
print("CASE:", session.scalars(select(size).order_by(Order.id)).all())
inner = select(Customer.name, orders_count).join(Customer.orders)
print("where() before the grouping:", rows(
    inner.where(Order.paid).group_by(Customer.id).order_by(Customer.name)))
print("where() after group_by():", rows(
    inner.group_by(Customer.id).where(Order.paid).order_by(Customer.name)))
print("groups, with order_by(day):", len(rows(
    select(Order.customer_id, func.count())
    .group_by(Order.customer_id).order_by(func.min(Order.day)))))
window = func.sum(Order.price).over(partition_by=Order.customer_id)
print("each row with its group's total:",
      rows(select(Order.price, window).order_by(Order.id)))
print("inner join leaves out:",
      {"Ada", "Ben", "Cleo"} - {name for name, _ in rows(
          inner.group_by(Customer.id))})
try:
    rows(select(Customer.name).join(Customer.orders)
         .where(func.count() > 1))
except OperationalError as error:
    print("an aggregate in where():", error.orig)
