from flask import Flask, render_template_string
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
app.jinja_loader = DictLoader({
    "parts.html": "{% macro badge(label, color='grey') %}"
    "[{{ label }}: {{ color }}]{% endmacro %}",
    "page.html": "{% from 'parts.html' import badge %}"
    "{{ badge('new', color='red') }}{{ badge('used') }}",
})


# region show
@app.template_filter()
def price_in(item, currency):
    return item.price_in(currency)


@app.template_global()
def price(item, currency, digits=2):
    return f"{item.price:.{digits}f} {currency}"
# endregion


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price = 20

    def price_in(self, currency):
        return f"{self.price} {currency}"

    def delete(self):
        db.session.delete(self)
        db.session.commit()
        return "deleted"


def show(label, text):
    item = db.session.scalar(select(Item))
    print(f"{label:24}{render_template_string(text, item=item)}")


with app.test_request_context():
    db.create_all()
    db.session.add(Item(name="lamp"))
    db.session.commit()
    show("filter, nothing loaded", "{{ item|price_in('USD') }}")
    show("global function", "{{ price(item, 'USD', digits=0) }}")
    show("imported macro", "{% include 'page.html' %}")
    show("{{ item.delete() }}", "({{ item.delete() }})")
    rows = db.session.scalar(select(func.count()).select_from(Item))
    print(f"{'rows after delete':24}{rows}")
