from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy import ForeignKey
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)
from wtforms import (
    BooleanField, FieldList, Form, FormField, HiddenField, IntegerField,
    StringField,
)
from wtforms.validators import (
    InputRequired, Length, NumberRange, ValidationError,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str]
    lines: Mapped[list["Line"]] = relationship(
        cascade="all, delete-orphan", order_by="Line.id")


class Line(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(Order.id))
    name: Mapped[str]
    pieces: Mapped[int]


app = Flask(__name__)
app.config.update(SECRET_KEY="only-here", WTF_CSRF_ENABLED=False,
                  SQLALCHEMY_DATABASE_URI="sqlite://")
db.init_app(app)
app.app_context().push()
db.create_all()


# region show
class LineForm(Form):
    id = HiddenField()
    name = StringField(validators=[InputRequired(), Length(max=80)])
    pieces = IntegerField(validators=[NumberRange(min=0)])
    delete = BooleanField()


class OrderForm(FlaskForm):
    lines = FieldList(FormField(LineForm), max_entries=5)

    def validate_lines(self, field):
        names = [line["name"] for line in field.data]
        if len(names) != len(set(names)):
            raise ValidationError("Each item once, please.")


def save(form, order):
    known = {str(line.id): line for line in order.lines}
    for row in form.lines.data:
        line = known.get(row["id"])     # of this order alone
        if row["delete"]:
            if line:
                order.lines.remove(line)
            continue
        if line is None:
            line = Line()
            order.lines.append(line)
        line.name, line.pieces = row["name"], row["pieces"]
    db.session.commit()
# endregion


order = Order(customer="Ada", lines=[Line(name="cup", pieces=1),
                                     Line(name="pot", pieces=1)])
other = Order(customer="Ben", lines=[Line(name="secret", pieces=9)])
db.session.add_all([order, other])
db.session.commit()
cup, pot = order.lines


def post(*rows):
    data = {f"lines-{n}-{key}": value
                    for n, row in enumerate(rows)
                    for key, value in row.items()}
    with app.test_request_context("/", method="POST", data=data):
        form = OrderForm()
        return form, form.validate_on_submit()


def stored():
    return [(line.name, line.pieces) for line in order.lines]


with app.test_request_context("/"):
    page = OrderForm(obj=order)
    print("forms on the page:", len(page.lines))
    print("hidden fields:", [f.name for f in page.lines[0]
                             if f.type == "HiddenField"])
form, valid = post({"id": cup.id, "name": "cup", "pieces": 4},
                   {"id": pot.id, "name": "pot", "pieces": 1, "delete": "y"},
                   {"name": "tray", "pieces": 2})
print("valid:", valid)
save(form, order)
print("changed, deleted, added:", stored())
form, valid = post({"id": cup.id, "name": "cup", "pieces": -1})
print("one row wrong:", valid, form.lines.errors)
form, valid = post({"name": "jug", "pieces": 1}, {"name": "jug", "pieces": 1})
print("rule across rows:", valid, form.lines.errors)
form, valid = post({"name": "", "pieces": ""})
print("an extra row left empty:", valid, form.lines.errors)
form, valid = post({"id": other.lines[0].id, "name": "mine", "pieces": 1})
save(form, order)
print(f"id of another order's row: valid {valid}, stored:",
      other.lines[0].name, stored())
form, valid = post(*[{"name": f"x{n}", "pieces": 1} for n in range(9)])
print("nine rows, max_entries=5:", valid, len(form.lines))
