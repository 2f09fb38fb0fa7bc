from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, insert
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
log = []


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]


def send_receipt(order_id):
    log.append(f"receipt for order {order_id}")


# region show
@event.listens_for(Order, "after_insert")
def order_saved(mapper, connection, order):
    log.append("after_insert")
    db.session.info.setdefault("receipts", []).append(order.id)


@event.listens_for(db.session, "after_commit")
def committed(session):
    for order_id in session.info.pop("receipts", []):
        send_receipt(order_id)


@event.listens_for(db.session, "after_rollback")
def rolled_back(session):
    session.info.pop("receipts", None)
# endregion


def show(what):
    print(f"{what:14}", ", ".join(log) or "no event")
    log.clear()


with app.app_context():
    db.create_all()
    db.session.add(Order(item="lamp"))
    db.session.flush()
    log.append("flushed")
    db.session.commit()
    show("committed")
    db.session.add(Order(item="desk"))
    db.session.flush()
    db.session.rollback()
    show("rolled back")
    db.session.execute(insert(Order), [{"item": "chair"}])
    db.session.commit()
    show("bulk insert")
