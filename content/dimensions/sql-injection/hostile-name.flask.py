from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, select, text
from sqlalchemy.exc import ArgumentError, CompileError, InvalidRequestError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Customer(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    token: Mapped[str]


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    customer: Mapped[Customer] = relationship()


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
ada = Customer(name="Ada", token="s3cret")
db.session.add_all(Order(number=n, customer=ada) for n in (2, 1))
db.session.commit()


# region show
def sort(field):
    try:
        found = db.session.scalars(select(Order).order_by(field))
        return [order.number for order in found]
    except (CompileError, ArgumentError) as error:
        return str(error).partition(". ")[0]


def search(asked):
    try:
        query = select(Order).filter_by(**asked)
        return len(db.session.scalars(query).all())
    except InvalidRequestError as error:
        return f"{type(error).__name__} - {error}"


print("sort by number:", sort("number"))
print("sort by SQL:", sort("number; DROP TABLE order"))
print("sort by a secret:", sort("customer.token"))
print("search by number:", search({"number": 1}))
print("search by a secret:",
      search({"customer__token__startswith": "s3"}))
# endregion
print("search by SQL:", search({"number) OR (1": 1}))

hostile = "OR 1=1 OR"
print("search with a connector:",
      search({"number": 1, "_connector": hostile}))
print("sort by SQL that was declared as text:", sort(text(
    "(SELECT CASE WHEN token LIKE 's3%' THEN number ELSE -number END "
    "FROM customer)")))
try:
    db.session.scalars(select(Order).where("number = 1"))
except ArgumentError as error:
    print("a string in where():", str(error).partition("; got")[0])

allowed = {"number": Order.number, "-number": Order.number.desc()}
print("from a list:", sort(allowed.get("customer.token", Order.number)))
