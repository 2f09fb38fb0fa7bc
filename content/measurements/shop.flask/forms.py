from flask_wtf import FlaskForm
from wtforms import EmailField, IntegerField, StringField
from wtforms.validators import Email, InputRequired, Length, NumberRange


class OrderForm(FlaskForm):
    name = StringField(validators=[InputRequired(), Length(max=40)])
    email = EmailField(validators=[InputRequired(), Email()])
    quantity = IntegerField(validators=[InputRequired(), NumberRange(1, 99)])
