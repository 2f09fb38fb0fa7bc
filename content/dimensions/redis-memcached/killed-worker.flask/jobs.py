import os
import time

from celery import Celery, Task, shared_task
from flask import Flask, current_app


def celery_init_app(app):
    class FlaskTask(Task):
        def __call__(self, *args, **kwargs):
            with app.app_context():
                return self.run(*args, **kwargs)

    celery_app = Celery(app.name, task_cls=FlaskTask)
    celery_app.config_from_object(app.config["CELERY"])
    celery_app.set_default()
    return celery_app


# region show
app = Flask(__name__)
app.config.update(LOG="log.txt", CELERY={
    "broker_url": os.environ["BROKER"],
    "broker_transport_options": {"visibility_timeout": 1},
})
celery_app = celery_init_app(app)


@shared_task
def usual():
    work("usual")


@shared_task(acks_late=True)
def late():
    work("late")
# endregion


def work(name):
    with open(current_app.config["LOG"], "a") as log:
        print(name, "began", file=log, flush=True)
        time.sleep(0.8)
        print(name, "done", file=log)
