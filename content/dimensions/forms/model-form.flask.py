from importlib import import_module

import flask
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

app = Flask(__name__)
app.config.update(
    SECRET_KEY="only-here",
    WTF_CSRF_ENABLED=False,
    SQLALCHEMY_DATABASE_URI="sqlite://",
)
db = SQLAlchemy(app)


# region show
class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    price: Mapped[int] = mapped_column(default=100)
    sold: Mapped[bool] = mapped_column(default=False)


class ItemForm(FlaskForm):
    name = StringField("Name", [InputRequired(), Length(max=20)])
    price = IntegerField(validators=[InputRequired()])

    def validate_name(self, field):
        taken = select(Item).filter_by(name=field.data)
        if db.session.scalar(taken):
            raise ValidationError("That name is taken.")
# endregion


def attempt(title, **data):
    with app.test_request_context("/", method="POST", data=data):
        form = ItemForm()
        if form.validate_on_submit():
            item = Item()
            form.populate_obj(item)
            db.session.add(item)
            db.session.commit()
            print(f"{title:20}saved {item.name} {item.price}, "
                  f"sold={item.sold}")
        else:
            print(f"{title:20}{form.errors}")


with app.app_context():
    db.create_all()
    print("fields written out ", [field.name for field in ItemForm()])
attempt("valid input", name="lamp", price="1990")
attempt("name too long", name="l" * 21, price="1990")
attempt("duplicate name", name="lamp", price="5")
attempt("extra POST field", name="desk", price="12000", sold="y")
with app.test_request_context(
        json={"name": "mug", "price": 7, "sold": True}):
    item = Item(**flask.request.json)
    print("Item(**request.json)", item.name, f"sold={item.sold}")
try:
    import_module("flask.forms")
except ModuleNotFoundError as error:
    print("import flask.forms ", error)
with app.test_request_context("/", method="POST", data={"price": "7"}):
    print("flask alone         request.form:",
          flask.request.form.to_dict())
base = FlaskForm.__mro__[1]
print("built on           ", f"{base.__module__}.{base.__name__}")
