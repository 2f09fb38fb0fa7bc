import flask_login
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.track_modifications import models_committed
from sqlalchemy import delete, event, insert, update
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
app.config["SQLALCHEMY_TRACK_MODIFICATIONS"] = True
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
@models_committed.connect_via(app)
def committed(sender, changes):
    kinds = [kind for model, kind in changes]
    log.append(f"models_committed {kinds}")
# endregion


statements = []


@event.listens_for(db.session, "do_orm_execute")
def statement(state):
    for kind in ("insert", "update", "delete"):
        if getattr(state, f"is_{kind}"):
            statements.append(kind.upper())


def told(what):
    print(f"{what:14}", ", ".join(log) or "no receiver called")
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
    statements.clear()
    db.session.execute(insert(Item), [{"price": 3}, {"price": 4}])
    db.session.commit()
    told("bulk insert")
    db.session.execute(update(Item).values(price=5))
    db.session.commit()
    told("bulk update")
    db.session.execute(delete(Item))
    db.session.commit()
    told("bulk delete")
print("do_orm_execute saw:", ", ".join(statements))
print("in Flask-Login:", ", ".join(
    name for name in flask_login.signals.__dict__ if name.startswith("user")))
