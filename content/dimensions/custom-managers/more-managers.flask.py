from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import column, event, select, table, update
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, with_loader_criteria,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Payable:
    """A mixin: columns and queries for each class that has it."""

    total: Mapped[int]
    paid: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def open(cls):
        return select(cls).where(cls.paid.is_(False))

    @classmethod
    def large(cls):
        return select(cls).where(cls.total >= 100)

    @classmethod
    def place(cls, **values):
        db.session.add(cls(**values))


class Order(Payable, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
# endregion


class Refund(Payable, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
for total in (5, 50, 500):
    Order.place(total=total)
    Refund.place(total=total)
db.session.commit()


def totals(query):
    return [row.total for row in db.session.scalars(query)]


print("inherited from the mixin:", len(totals(Order.open())))
print("a second query:", totals(Order.large()))
done = db.session.execute(
    update(Order).where(Order.paid.is_(False)).values(paid=True))
print("changed in one statement:", done.rowcount, "orders;",
      "still open:", len(totals(Order.open())))


@event.listens_for(db.session, "do_orm_execute")
def large_alone(state):
    if state.is_select and not state.execution_options.get("every"):
        state.statement = state.statement.options(
            with_loader_criteria(Refund, Refund.total >= 100))


print("default query:", len(totals(select(Refund))), "of",
      len(totals(select(Refund).execution_options(every=True))))
print("Order has objects:", hasattr(Order, "objects"))
in_migration = table("order", column("id"), column("paid"))
print("in a migration, the table has open():", hasattr(in_migration, "open"))
