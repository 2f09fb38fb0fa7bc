import logging
import warnings
from urllib.parse import urlencode

from flask import Flask, request, url_for
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict

logging.disable()
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int] = mapped_column(default=5)


# region show
@app.template_global()
def querystring(**changed):
    query = MultiDict(request.args)
    for key, value in changed.items():
        query[key] = value
    return "?" + urlencode(list(query.items(multi=True)))


def numbers():
    query = select(Item).order_by(Item.id)
    return list(db.paginate(query, per_page=10).iter_pages())


@app.get("/items")
def items():
    return f"{numbers()}\n{querystring(page=7)}"
# endregion


@app.get("/naive")
def naive():
    return url_for("naive", **{**request.args, "page": 7})


def show(label, path):
    answer = client.get(path)
    text = answer.text.split("\n")[-1] if answer.status_code == 200 else ""
    print(f"{label:24}{answer.status_code} {text}".rstrip())


with app.app_context():
    db.create_all()
    db.session.add_all(Item() for _ in range(125))
    db.session.commit()
client = app.test_client()
FILTERS = "colour=red&colour=blue&page=6"
HOSTILE = "endpoint=x&_anchor=y&_external=1&page=6"
print(f"{'numbers near page 6':24}",
      client.get(f"/items?{FILTERS}").text.split("\n")[0])
show("next page", f"/items?{FILTERS}")
show("hostile parameters", f"/items?{HOSTILE}")
show("url_for(**args)", f"/naive?{FILTERS}")
show("url_for(), ?endpoint=x", "/naive?endpoint=x")
show("url_for(), ?_method=x", "/naive?_method=x")
with app.app_context():
    for label, query in [
        ("no ORDER BY", select(Item)),
        ("ORDER BY price", select(Item).order_by(Item.price)),
    ]:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            db.paginate(query, page=2, per_page=10)
        print(f"{label:24}{len(caught)} warnings")
