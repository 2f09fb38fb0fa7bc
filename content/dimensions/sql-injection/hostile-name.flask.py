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
db.session.add_all(
    Order(number=number, customer=Customer(name="Ada", token=token))
    for number, token in ((2, "s3cret"), (3, "a-key"), (1, "z-key")))
db.session.commit()


# region show
def sort(field, query=select(Order)):
    try:
        found = db.session.scalars(query.order_by(field))
        return [order.number for order in found]
    except (CompileError, ArgumentError) as error:
        return str(error).partition(". ")[0]


def search(asked, query=select(Order)):
    try:
        found = db.session.scalars(query.filter_by(**asked))
        return len(found.all())
    except InvalidRequestError as error:
        said = f"{type(error).__name__} - {error}"
        return said.partition(". Searched")[0]


print("sort by number:", sort("number"))
print("sort by SQL:", sort("number; DROP TABLE order"))
print("sort by a secret:", sort("customer.token"))
print("search by number:", search({"number": 1}))
print("search by the start of a secret:",
      search({"customer__token__startswith": "s3"}))
# endregion
joined = select(Order).join(Order.customer)
print("joined, sort by a secret:", sort("token", joined))
print("joined, search by the whole secret:",
      search({"token": "s3cret"}, joined))
print("joined, search by its start:",
      search({"token__startswith": "s3"}, joined))
print("search by SQL:", search({"number) OR (1": 1}))

hostile = "OR 1=1 OR"
print("search with a connector:",
      search({"number": 1, "_connector": hostile}))
print("sort by SQL in text():", sort(text(
    "(SELECT CASE WHEN token LIKE 's3%' THEN number ELSE -number END "
    "FROM customer WHERE customer.id = customer_id)")))
try:
    db.session.scalars(select(Order).where("number = 1"))
except ArgumentError as error:
    print("a string in where():", str(error).partition("; got")[0])

allowed = {"number": Order.number, "-number": Order.number.desc()}
print("from an allowlist:", sort(allowed.get("customer.token", Order.number)))
