from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()
sent = []


class Customer(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def pay(name):
    db.session.add(Customer(name=name))
    db.session.commit()
    sent.append(name)


def create_app(**overrides):
    app = Flask(__name__)
    app.config.update(SQLALCHEMY_DATABASE_URI="sqlite:///shop.db")
    app.config.update(overrides)
    db.init_app(app)
    return app
