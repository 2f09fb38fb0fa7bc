from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.validators import DataRequired, Length

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
app.config["WTF_CSRF_ENABLED"] = False
db = SQLAlchemy(app)


# region show
class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))


class ItemForm(FlaskForm):
    name = StringField(
        validators=[DataRequired(), Length(max=40)]
    )
# endregion


with app.test_request_context():
    form = ItemForm(MultiDict({"name": "x" * 30}))
    print("limit of the model:", Item.name.type.length)
    print("form accepts 30 characters:", form.validate())
    db.create_all()
    item = Item()
    form.populate_obj(item)
    db.session.add(item)
    db.session.commit()
    print("SQLite stores:", len(item.name))
    print("widget:", form.name())
