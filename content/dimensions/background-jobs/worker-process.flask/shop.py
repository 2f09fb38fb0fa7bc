import os

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


app = Flask(__name__)
app.config.update(
    SHOP="Corner shop",
    CELERY={
        "broker_url": "filesystem://",
        "broker_transport_options": {
            "data_folder_in": "queue", "data_folder_out": "queue",
            "control_folder": "control", "polling_interval": 0.05},
        "result_backend": f"file://{os.getcwd()}/results",
    },
)
celery_app = celery_init_app(app)


@shared_task
def confirm(name):
    return f"{current_app.config['SHOP']} confirms {name}", os.getpid()


@celery_app.task(base=Task)  # Celery's own class, without an app context
def bare():
    return current_app.config["SHOP"]
