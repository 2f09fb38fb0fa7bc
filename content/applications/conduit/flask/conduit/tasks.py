from typing import Any

from celery import Celery, Task, shared_task
from flask import Flask, render_template
from flask_mailman import EmailMessage

from .extensions import db
from .models import User


# region celery
def init_app(app: Flask) -> None:
    """Make the Celery application, whose tasks run in app's context."""

    class ContextTask(Task):
        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            with app.app_context():
                return self.run(*args, **kwargs)

    celery = Celery(app.name, task_cls=ContextTask)
    celery.config_from_object(app.config["CELERY"])
    celery.set_default()
    app.extensions["celery"] = celery


# endregion


# region task
@shared_task
def send_confirmation(user_id: int, link: str) -> None:
    user = db.session.get_one(User, user_id)
    EmailMessage(
        subject="Confirm your address",
        body=render_template("confirmation.txt", user=user, link=link),
        to=[user.email],
    ).send()


# endregion
