from datetime import datetime, timezone
from secrets import token_urlsafe

from flask import Flask, request
from flask_login import (
    LoginManager, UserMixin, current_user, login_required, login_user,
)
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.security import generate_password_hash


class Base(DeclarativeBase):
    pass


app = Flask(__name__)
app.secret_key = "for tests only"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app, model_class=Base)
logins = LoginManager(app)


# region show
class Customer(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    login_id: Mapped[str] = mapped_column(default=token_urlsafe)

    is_active = property(lambda self: self.active)

    def get_id(self):           # what goes into the session
        return self.login_id


@logins.user_loader
def load(login_id):
    found = db.select(Customer).filter_by(login_id=login_id)
    return db.session.scalar(found)
# endregion


@app.post("/enter")
def enter():
    customer = db.session.get(Customer, 1)      # no password check
    stay = "remember" in request.form
    return str(login_user(customer, remember=stay))


@app.get("/orders")
@login_required
def orders():
    return f"orders of {current_user.email}"


def change(**values):
    with app.app_context():
        customer = db.session.get(Customer, 1)
        for name, value in values.items():
            setattr(customer, name, value)
        db.session.commit()


with app.app_context():
    db.create_all()
    db.session.add(Customer(email="ada@example.org", password="x"))
    db.session.commit()
    print("tables:", list(db.metadata.tables))
    print("columns:", list(Customer.__table__.columns.keys()))

desk, phone = app.test_client(), app.test_client()
print("login_user() without a password:", desk.post("/enter").text)
phone.post("/enter")
print("private page:", desk.get("/orders").text, "|",
      phone.get("/orders").text)
change(password=generate_password_hash("another one"))
print("other browser after a password change:",
      phone.get("/orders").status_code)
change(login_id=token_urlsafe())
print("login_id changed too:", phone.get("/orders").status_code)
desk.post("/enter")
change(active=False)
print("deactivated while logged in:", desk.get("/orders").status_code)
print("deactivated, new login:", desk.post("/enter").text)
change(active=True)
phone.post("/enter", data={"remember": "yes"})
cookie = phone.get_cookie("remember_token")
left = cookie.expires - datetime.now(timezone.utc)
print("remember=True, cookie:", cookie.key,
      "| days:", round(left.total_seconds() / 86400))


def copied(agent):
    """The session cookie of the phone, in another browser."""
    thief = app.test_client()
    thief.set_cookie("session", phone.get_cookie("session").value)
    return thief.get("/orders", headers={"User-Agent": agent}).status_code


for level in ("basic", "strong"):
    logins.session_protection = level
    print(f"copied cookie, other User-Agent, {level} protection:",
          copied("Another/1.0"))
