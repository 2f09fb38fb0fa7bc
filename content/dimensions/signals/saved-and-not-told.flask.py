from flask import Flask, signals
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, insert, update
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
log = []


# region show
class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int]


@event.listens_for(Item, "after_insert")
def inserted(mapper, connection, item):
    log.append("after_insert")


@event.listens_for(Item, "after_update")
def updated(mapper, connection, item):
    log.append("after_update")
# endregion


def told(what):
    print(f"{what:17}", ", ".join(log) or "nobody told")
    log.clear()


with app.app_context():
    db.create_all()
    item = Item(price=1)
    db.session.add(item)
    db.session.commit()
    told("added")
    item.price = 2
    db.session.commit()
    told("changed")
    db.session.execute(insert(Item), [{"price": 3}, {"price": 4}])
    told("many inserted")
    db.session.execute(update(Item).values(price=5))
    told("many updated")
print("signals about users:",
      [name for name in dir(signals) if "user" in name])
