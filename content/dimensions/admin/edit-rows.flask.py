import re
from importlib import import_module

from flask import Flask
from flask_admin import Admin
from flask_admin.actions import action
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import String, func, inspect, select, update
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.testing = True
app.secret_key = "only-here"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
Babel(app)  # the admin asks for it where Flask-Babel is installed


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    price: Mapped[int]


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


class Draft(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


history = []


# region show
class ItemView(ModelView):
    column_list = ["name", "price"]
    column_searchable_list = ["name"]
    column_filters = ["price"]
    column_default_sort = "name"

    @action("free", "Make free", "Are you sure?")
    def make_free(self, ids):
        chosen = update(Item).where(Item.id.in_(ids))
        db.session.execute(chosen.values(price=0))
        db.session.commit()

    def on_model_change(self, form, model, is_created):
        done = "Added" if is_created else "Changed"
        history.append(f"{done} {model.name}.")


admin = Admin(app)
admin.add_view(ItemView(Item, db))
# endregion
admin.add_view(ModelView(Note, db))


def names(url):
    page = client.get(url).text
    cells = re.findall(r'class="col-name">(.*?)</td>', page, re.S)
    return [re.sub("<.*?>", "", cell).strip() for cell in cells]


def add(name, price):
    form = {"name": name, "price": price}
    answer = client.post(items + "new/", data=form)
    with app.app_context():
        rows = db.session.scalar(select(func.count(Item.id)))
    return f"{answer.status_code}, rows in the table: {rows}"


def price_of(name):
    with app.app_context():
        query = select(Item.price).filter_by(name=name)
        return db.session.scalar(query)


items = "/admin/item/"
client = app.test_client()
with app.app_context():
    Item.__table__.create(db.engine)
print("add lamp            ", add("lamp", "1990"))
print("add desk            ", add("desk", "12000"))
print("price 'much'        ", add("vase", "much"))
print("the list, by name   ", names(items))
print("search for lam      ", names(items + "?search=lam"))
print("filter: price 1990  ", names(items + "?flt0_0=1990"))
chosen = {"action": "free", "rowid": ["1"]}
client.post(items + "action/", data=chosen)
print("action on lamp      ", "price", price_of("lamp"))
form = {"name": "desk", "price": "9000"}
client.post(items + "edit/?id=2", data=form)
print("edit desk           ", "price", price_of("desk"))
client.post(items + "delete/", data={"id": "1"})
print("delete lamp         ", "price", price_of("lamp"))
shown = [view.model for view in admin._views if hasattr(view, "model")]
print("models in the admin ", sorted(m.__name__ for m in shown))
print("model not registered", client.get("/admin/draft/").status_code)
try:
    client.get("/admin/note/")
except Exception as error:
    print("registered, no table", type(error).__name__)
with app.app_context():
    tables = inspect(db.engine).get_table_names()
print("all tables          ", tables)
print("on_model_change()   ", " ".join(history))
try:
    import_module("flask.admin")
except ModuleNotFoundError as error:
    print("import flask.admin  ", error)
