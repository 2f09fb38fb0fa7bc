from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import EmailField, Field, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, Email, EqualTo, Length, Regexp

from .extensions import db
from .models import User


class SignUpForm(FlaskForm):
    username = StringField(
        validators=[DataRequired(), Length(max=150), Regexp(r"^[\w.@+-]+\Z")]
    )
    email = EmailField(validators=[DataRequired(), Email(), Length(max=254)])
    password = PasswordField(validators=[DataRequired(), Length(min=8, max=128)])
    repeat = PasswordField(validators=[EqualTo("password")])

    def validate_username(self, field: Field) -> None:
        if db.session.scalar(select(User).where(User.username == field.data)):
            raise ValidationError("A user with that username already exists.")

    def validate_email(self, field: Field) -> None:
        if db.session.scalar(select(User).where(User.email == field.data)):
            raise ValidationError("A user with that email already exists.")


class LoginForm(FlaskForm):
    email = EmailField(validators=[DataRequired()])
    password = PasswordField(validators=[DataRequired()])
