from flask import Flask
from flask_wtf import FlaskForm
from wtforms import EmailField, IntegerField, StringField
from wtforms.validators import Email, InputRequired, Length
from wtforms.validators import NumberRange, ValidationError

# region show
class OrderForm(FlaskForm):
    name = StringField("Name", [InputRequired(), Length(max=20)])
    email = EmailField(validators=[InputRequired(), Email()])
    quantity = IntegerField(validators=[NumberRange(1, 9)])
    note = StringField()

    def validate_name(self, field):
        if field.data.lower() == "nobody":
            raise ValidationError("Give your own name.")

    def validate(self, extra_validators=None):
        valid = super().validate(extra_validators)
        if self.quantity.data == 9 and not self.note.data:
            self.form_errors.append("Nine need a note.")
            return False
        return valid
# endregion


app = Flask(__name__)
app.config.update(SECRET_KEY="only-here", WTF_CSRF_ENABLED=False)


def attempt(title, **data):
    with app.test_request_context("/", method="POST", data=data):
        form = OrderForm()
        valid = form.validate_on_submit()
        print(f"{title:18}{valid}")
        for field, messages in form.errors.items():
            print(f"{'':18}{field or 'whole form'}: {messages}")
        if valid:
            form_data = {k: form.data[k] for k in ("name", "quantity")}
            print(f"{'':18}{form_data} note={form.note.data!r}")


good = {"name": " Ann ", "email": "ann@example.com", "quantity": "3"}
attempt("valid input", **good)
attempt("empty fields", name="", email="", quantity="")
attempt("invalid values", name="Nobody", email="at home", quantity="many")
attempt("cross-field", **{**good, "quantity": "9"})
attempt("HTML in a field", **{**good, "name": "<script>x()"})
with app.test_request_context("/", data={"quantity": "many"}, method="POST"):
    form = OrderForm()
    form.validate()
    print(f"{'redisplayed':18}{form.quantity()}")
