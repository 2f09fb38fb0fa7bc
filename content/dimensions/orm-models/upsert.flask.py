from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(unique=True)
    stock: Mapped[int] = mapped_column(default=0)


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session
sent = []
event.listen(db.engine, "before_cursor_execute",
             lambda conn, cursor, sql, *rest: sent.append(sql.split()[0]))


def counted(label, action):
    sent.clear()
    answer = action()
    session.commit()
    print(f"{label}: {answer} {sent}")


def item(pair):
    return pair[0].stock, pair[1]


# region show
def ensure(sku):
    query = select(Item).where(Item.sku == sku)
    if found := session.scalar(query):
        return found, False
    try:
        with session.begin_nested():
            session.add(made := Item(sku=sku))
        return made, True
    except IntegrityError:          # another request was first
        return session.scalars(query).one(), False


def upsert(rows):
    new = insert(Item).values(rows)
    session.execute(new.on_conflict_do_update(
        index_elements=["sku"],
        set_={"stock": new.excluded.stock}))
# endregion


counted("not there yet", lambda: item(ensure("cup")))
counted("there already", lambda: item(ensure("cup")))
rows = [{"sku": "cup", "stock": 7}, {"sku": "pot", "stock": 1}]
counted("two rows, one statement", lambda: upsert(rows))
print("stored:", [tuple(row) for row in session.execute(
    select(Item.sku, Item.stock))])
