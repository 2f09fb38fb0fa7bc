from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    created: Mapped[int] = mapped_column(index=True)  # with many ties


# region show
def after(last=None, size=10):
    query = select(Order).order_by(
        Order.created.desc(), Order.id.desc())
    if last is not None:
        query = query.where(tuple_(Order.created, Order.id) < last)
    return list(db.session.scalars(query.limit(size)))


def second_page():
    first = after()
    last = first[-1].created, first[-1].id
    db.session.add(Order(created=99))  # a new row in front
    return first, after(last)
# endregion


def span(rows):
    return f"{rows[0].id} to {rows[-1].id}"


def offset_page(number):
    query = select(Order).order_by(Order.created.desc(), Order.id.desc())
    return list(db.paginate(query, page=number, per_page=10))


with app.app_context():
    db.create_all()
    db.session.add_all(Order(created=n // 4) for n in range(125))
    db.session.commit()
    one = offset_page(1)
    db.session.add(Order(created=98))
    db.session.commit()
    two = offset_page(2)
    print("offset, page 1      ", span(one))
    print("offset, page 2      ", span(two), "| repeated:",
          sorted({o.id for o in one} & {o.id for o in two}))
    first, second = second_page()
    queries = []
    event.listen(db.engine, "before_cursor_execute",
                 lambda *args: queries.append(args[2]))
    after((first[-1].created, first[-1].id))
    print("by key, page 1      ", span(first))
    print("by key, page 2      ", span(second), "| repeated:",
          sorted({o.id for o in first} & {o.id for o in second}))
    print("queries for a page  ", len(queries))
