import uuid

from flask import Flask, url_for
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)


# region show
class Order(db.Model):
    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, default=uuid.uuid4)
    number: Mapped[int]


@app.get("/orders/<uuid:key>/")
def order_page(key):
    order = db.get_or_404(Order, key)
    return f"{type(key).__name__} {order.number}"
# endregion


with app.test_request_context():
    db.create_all()
    sent = []
    event.listen(db.engine, "before_cursor_execute",
                 lambda conn, cursor, sql, *rest: sent.append(sql.split()[0]))
    order = Order(number=7)
    print("key before the flush:", order.id)
    db.session.add(order)
    db.session.flush()
    print("key after the flush:", type(order.id).__name__)
    print("flush() sends:", sent)
    print("stored on SQLite as:", db.session.execute(text(
        "SELECT typeof(id), length(id) FROM 'order'")).one())
    db.session.commit()
    key, url = order.id, url_for("order_page", key=order.id)
    db.session.expunge_all()
    try:
        db.session.get(Order, str(key))
    except StatementError as error:
        print("get() by a string:", type(error).__name__, "-",
              str(error.orig).partition(":")[0])
    print("found by a UUID:", db.session.get(Order, key).number)
print("from the URL:", app.test_client().get(url).text)
