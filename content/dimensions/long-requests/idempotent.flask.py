import hashlib
import hmac
import json
import threading

from flask import Flask, abort, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///../shop.db"
app.config["SECRET"] = b"from the payment service"
db = SQLAlchemy(app)


# region show
class Event(db.Model):
    """A delivery that was worked on; its key makes a second one fail."""

    id: Mapped[str] = mapped_column(primary_key=True)


class Payment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]


@app.post("/webhook/")
def webhook():
    expected = hmac.new(
        app.config["SECRET"], request.get_data(), hashlib.sha256)
    given = request.headers.get("X-Signature", "")
    if not hmac.compare_digest(expected.hexdigest(), given):
        abort(403)
    event = request.get_json()
    db.session.add(Event(id=event["id"]))
    try:
        db.session.flush()
    except exc.IntegrityError:
        db.session.rollback()
        return "seen before"
    db.session.add(Payment(amount=event["amount"]))
    db.session.commit()
    return "booked"
# endregion


def deliver(event, secret=app.config["SECRET"]):
    body = json.dumps(event)
    signature = hmac.new(secret, body.encode(), hashlib.sha256)
    answer = app.test_client().post(
        "/webhook/", data=body, content_type="application/json",
        headers={"X-Signature": signature.hexdigest()})
    return answer.text if answer.status_code == 200 else answer.status_code


def number():
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(Payment.id)))


with app.app_context():
    db.create_all()
print("delivered:", deliver({"id": "e1", "amount": 5}))
print("delivered again:", deliver({"id": "e1", "amount": 5}))
print("with a forged signature:", deliver({"id": "e2", "amount": 9}, b"x"))
answers, barrier = [], threading.Barrier(4)


def at_once():
    barrier.wait()
    answers.append(deliver({"id": "e3", "amount": 7}))


threads = [threading.Thread(target=at_once) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print("four times at once:", sorted(answers))
print("payments:", number())
