from flask import Flask
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional

app = Flask(__name__)
app.config.update(SECRET_KEY="only-here", WTF_CSRF_ENABLED=False)


# region show
class Stock(FlaskForm):
    counted = IntegerField(validators=[DataRequired()])
    ordered = IntegerField(validators=[InputRequired()])
    lost = IntegerField()
    sold = IntegerField(validators=[Optional()])
    note = StringField()
# endregion


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
