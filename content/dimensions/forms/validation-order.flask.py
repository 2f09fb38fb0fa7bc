from flask import Flask
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField

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
