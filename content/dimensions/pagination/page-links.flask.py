import warnings

from flask import Flask, request, url_for
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


# region show
@app.get("/items")
def items():
    return f"{numbers()}\n{next_link()}"


def numbers():
    query = select(Item).order_by(Item.id)
    return list(db.paginate(query, per_page=10).iter_pages())


def next_link():
    number = request.args.get("page", 1, type=int) + 1
    return url_for("items", **{**request.args, "page": number})
# endregion


with app.app_context():
    db.create_all()
    db.session.add_all(Item() for _ in range(125))
    db.session.commit()
answer = app.test_client().get("/items?colour=red&page=6").text
shown, link = answer.split("\n")
print("numbers round page 6 ", shown)
print("link to the next page", link)
with app.app_context(), warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    db.paginate(select(Item), page=2, per_page=10)
    print("without an order     ", f"{len(caught)} warnings")
