from flask import Flask
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional

app = Flask(__name__)
app.config.update(SECRET_KEY="only-here", WTF_CSRF_ENABLED=False)


def strip(value):
    return value and value.strip()


# region show
class OrderForm(FlaskForm):
    name = StringField(
        filters=[strip],
        validators=[lambda form, field: print(
            "validator", field.data)])
    size = IntegerField()

    def validate_name(self, field):
        print("validate_name", self.data)
        field.data = field.data.title()

    def validate(self, extra_validators=None):
        valid = super().validate(extra_validators)
        print("validate", self.data)
        return valid
# endregion


with app.test_request_context(
        "/", method="POST", data={"name": " ann ", "size": "big"}):
    form = OrderForm()
    print("valid:", form.validate_on_submit(),
          "errors in:", list(form.errors))


class Stock(FlaskForm):
    counted = IntegerField(validators=[DataRequired()])
    ordered = IntegerField(validators=[InputRequired()])
    lost = IntegerField()
    sold = IntegerField(validators=[Optional()])
    note = StringField()


def errors(**data):
    with app.test_request_context("/", method="POST", data=data):
        form = Stock()
        form.validate_on_submit()
        return form.errors


print("0 and a note:", errors(
    counted="0", ordered="0", lost="0", sold="0", note="x"))
empty = errors(counted="", ordered="", lost="", sold="", note="")
for field, said in empty.items():
    print(f"empty, {field}: {said}")
print("empty, no error:", [
    name for name in ("sold", "note") if name not in empty])
