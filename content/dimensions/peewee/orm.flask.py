import logging

from flask import Flask
from peewee import (
    CharField, ForeignKeyField, IntegerField, IntegrityError,
    SqliteDatabase, fn, prefetch,
)
from playhouse.flask_utils import FlaskDB
from playhouse.migrations import Runner, template
from playhouse.schema_diff import diff_models

sent = []
log = logging.getLogger("peewee")
log.setLevel(logging.DEBUG)
log.propagate = False
log.addFilter(lambda record: sent.append(record.msg[0]) or False)

# region show
app = Flask(__name__)
app.config["DATABASE"] = "sqlite:///shop.db"
database = FlaskDB(app)
db = database.database


class Customer(database.Model):
    name = CharField(unique=True)


class Order(database.Model):
    customer = ForeignKeyField(Customer, backref="orders")
    total = IntegerField(default=0)


def large():
    return (Order.select()
            .where((Order.total >= 20) | (Order.id == 1))
            .order_by(Order.id))
# endregion


def count(label, call):
    sent.clear()
    result = call()
    print(f"{label}: {len(sent)} sent, {result}")


tables = [Customer, Order]
db.connect()
db.create_tables(tables)
ada = Customer.create(name="Ada")
bob = Customer.create(name="Bob")
for total, customer in ((10, ada), (20, ada), (30, bob)):
    Order.create(customer=customer, total=total)
print("tables:", sorted(db.get_tables()))
print("columns:", sorted(column.name for column in db.get_columns("order")))
other = SqliteDatabase("shop.db")
print("seen by a second connection:",
      other.execute_sql('SELECT count(*) FROM "order"').fetchone()[0])
other.close()

sent.clear()
query = large()
print("query built:", len(sent), "sent;",
      "totals:", [order.total for order in query])
list(query)
print("looped twice:", len(sent), "sent")
print("one row read twice, one object:",
      Order.get_by_id(1) is Order.get_by_id(1))

count("customers in a loop",
      lambda: [order.customer.name for order in Order.select()])
count("with a JOIN", lambda: [
    order.customer.name
    for order in Order.select(Order, Customer).join(Customer)])
count("prefetch", lambda: [
    len(customer.orders) for customer in prefetch(Customer.select(), Order)])
count("grouped", lambda: [
    (row.name, row.total) for row in
    Customer.select(Customer.name, fn.SUM(Order.total).alias("total"))
    .join(Order).group_by(Customer.name).order_by(Customer.name)])
count("add one in SQL", lambda: Order.update(
    total=Order.total + 1).where(Order.id == 1).execute())
order = Order.get_by_id(1)
order.total = 99
sent.clear()
order.save()
print("save():", sent[0])

with db.atomic():
    Customer.create(name="Eve")
    try:
        with db.atomic():
            Customer.create(name="Ada")
    except IntegrityError:
        pass
    Customer.create(name="Zoe")
print("after an inner failure:",
      [row.name for row in Customer.select().order_by(Customer.id)])
try:
    print("an order of nobody:", Order.create(customer=99, total=1).total)
except IntegrityError as error:
    print("an order of nobody:", error)
strict = SqliteDatabase("shop.db", pragmas={"foreign_keys": 1})
try:
    with strict.bind_ctx(tables):
        Order.create(customer=98)
except IntegrityError as error:
    print("with the pragma:", error)
strict.close()
many = Order.create(customer=ada, total="many")
print("a total of 'many', stored as:", repr(Order.get_by_id(many.id).total))
print("a name of 300 letters in CharField(255):",
      len(Customer.create(name="x" * 300).name))

Customer._meta.add_field("city", CharField(default=""))
runner = Runner(db)
runner.create("city", body=template(diff_models(db, tables)))
print("migration written from a diff:", runner.up())
print("columns:", sorted(
    column.name for column in db.get_columns("customer")))
Customer._meta.remove_field("city")
Customer._meta.add_field("town", CharField(default=""))
print("a renamed field:", str(diff_models(db, tables)).split("\n"))
db.close()
