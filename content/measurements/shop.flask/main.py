"""A small shop with one page of each sort. Bare: what the pages need, and no more."""

import asyncio
import os

from flask import Flask, render_template, request
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import joinedload

from forms import OrderForm
from models import Article, Item, db

app = Flask(__name__)
app.config["SECRET_KEY"] = "measured-in-the-open"
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get(
    "FLASK_DATABASE", "sqlite:///shop.db"
)
db.init_app(app)

ROWS = [
    {"id": n, "name": f"Tea & cup {n}", "price": n * 5}
    for n in range(1, 101)
]


# region show
@app.get("/string")
def string():
    return "Hello from the shop"


@app.get("/json")
def json():
    return {"message": "Hello", "numbers": [1, 2, 3], "open": True}


@app.get("/table")
def table():
    return render_template("table.html", rows=ROWS)


@app.get("/jinja")
def jinja():
    return render_template("table.html", rows=ROWS)


@app.get("/items/<int:number>")
def item(number):
    found = db.get_or_404(Item, number)
    return {"id": found.id, "name": found.name, "price": found.price}


@app.get("/articles")
def articles():
    query = db.select(Article).options(joinedload(Article.author))
    found = db.session.scalars(query.order_by(Article.id).limit(20))
    return {
        "articles": [
            {"title": a.title, "author": a.author.name} for a in found
        ]
    }


@app.route("/order", methods=["GET", "POST"])
def order():
    form = OrderForm()
    if form.validate_on_submit():
        return f"{form.quantity.data} for {form.name.data}"
    if request.method == "POST":
        return {"errors": form.errors}, 400
    return generate_csrf()


@app.get("/wait")
async def wait():
    await asyncio.sleep(0.05)
    return "waited"
# endregion
