from flask import Flask
from flask_mailman import EmailMessage, Mail
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.testing = True
app.config.update(
    MAIL_DEFAULT_SENDER="shop@example.com",
    SQLALCHEMY_DATABASE_URI="sqlite://",
)
mail, db = Mail(app), SQLAlchemy(app)


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


def send():
    EmailMessage("Receipt", "Paid", to=["ada@example.com"]).send()


# region show
def too_early(stock):
    db.session.add(Order())
    db.session.flush()
    send()
    if not stock:
        raise ValueError("out of stock")
    db.session.commit()


def in_time(stock):
    db.session.add(Order())
    db.session.flush()
    if not stock:
        raise ValueError("out of stock")
    db.session.commit()
    send()
# endregion


def show(label, pay, stock):
    sent = mail.outbox or []
    sent.clear()
    try:
        pay(stock)
    except ValueError:
        db.session.rollback()
    orders = db.session.scalar(select(func.count()).select_from(Order))
    sent = mail.outbox or []
    print(f"{label}: orders {orders}, mails {len(sent)}")


with app.app_context():
    db.create_all()
    show("sent inside the transaction, rolled back", too_early, stock=0)
    show("sent after the commit, rolled back", in_time, stock=0)
    show("sent after the commit, committed", in_time, stock=1)
