from flask import Flask
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange

app = Flask(__name__)
app.config.update(SECRET_KEY="only-here", WTF_CSRF_ENABLED=False)


# region show
class LineForm(Form):               # no token of its own
    name = StringField(validators=[InputRequired()])
    pieces = IntegerField(validators=[NumberRange(min=1)])


class OrderForm(FlaskForm):
    lines = FieldList(
        FormField(LineForm), min_entries=1, max_entries=3)
# endregion


def show(label, *lines):
    data = {f"lines-{n}-{key}": value
            for n, line in enumerate(lines) for key, value in line.items()}
    with app.test_request_context("/", method="POST", data=data):
        form = OrderForm()
        print(f"{label}:", form.validate_on_submit(),
              len(form.lines.data), form.errors.get("lines", ""))


cup, bad = {"name": "cup", "pieces": "2"}, {"name": "pot", "pieces": "0"}
show("two lines", cup, cup)
show("one is wrong", cup, bad)
show("nine lines, max_entries=3", *[cup] * 9)
