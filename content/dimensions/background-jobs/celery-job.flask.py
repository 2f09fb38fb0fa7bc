import logging
import os
import sys

from celery import Celery, Task, shared_task
from celery.contrib.testing.worker import start_worker
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


# region show
def celery_init_app(app):
    class FlaskTask(Task):
        def __call__(self, *args, **kwargs):
            with app.app_context():
                return self.run(*args, **kwargs)

    celery_app = Celery(app.name, task_cls=FlaskTask)
    celery_app.config_from_object(app.config["CELERY"])
    celery_app.set_default()
    app.extensions["celery"] = celery_app
    return celery_app


@shared_task
def confirm(key):
    order = db.session.get(Order, key)
    return f"{current_app.config['SHOP']} confirms {order.name}"
# endregion


@shared_task
def fail():
    raise ValueError("no paper")


@shared_task
def count():
    return db.session.scalar(select(func.count()).select_from(Order))


app = Flask(__name__)
app.config.update(
    SHOP="Corner shop",
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{app.root_path}/shop.db",
    CELERY={"broker_url": "memory://", "result_backend": "cache+memory://",
            "broker_transport_options": {"polling_interval": 0.02},
            "worker_enable_remote_control": False,
            "worker_hijack_root_logger": False},
)
db.init_app(app)
celery_app = celery_init_app(app)
logging.disable(logging.CRITICAL)


@app.post("/orders")
def add_order():
    order = Order(name="cup")
    db.session.add(order)
    db.session.flush()
    early = count.delay().get(timeout=5, interval=0.02)
    db.session.commit()
    late = count.delay().get(timeout=5, interval=0.02)
    return {"before the commit": early, "after the commit": late,
            "key": order.id}


sent = []


@event.listens_for(db.session, "after_commit")
def send_after_commit(session):
    if session.info.pop("order added", None):
        sent.append(count.delay())


@app.post("/listener")
def with_listener():
    db.session.add(Order(name="jug"))
    db.session.info["order added"] = True
    db.session.flush()
    inside = len(sent)
    db.session.commit()
    return {"inside": inside, "after": len(sent)}


with app.app_context():
    db.create_all()
worker = start_worker(celery_app, perform_ping_check=False, pool="solo")
worker.__enter__()
said = app.test_client().post("/orders").json
print("rows a job sees before the commit:", said["before the commit"])
print("rows a job sees after the commit:", said["after the commit"])
job = confirm.delay(said["key"])
print("delay() returns:", type(job).__name__)
print("result:", job.get(timeout=5, interval=0.02))
job = fail.delay()
try:
    job.get(timeout=5, interval=0.02)
except ValueError as error:
    print("a job that raises:", job.state, "-", error)
said = app.test_client().post("/listener").json
print("sent by an after_commit listener:", said["inside"], "inside,",
      said["after"], "after, rows seen:",
      sent[0].get(timeout=5, interval=0.02))
job = count.apply_async(countdown=0.2)
print("countdown=0.2:", job.get(timeout=5, interval=0.02), "rows")
try:
    confirm.delay(Order(name="pot"))
except Exception as error:
    print("a model object as argument:", type(error).__name__)
sys.stdout.flush()
os._exit(0)                 # a worker takes seconds to stop by itself
