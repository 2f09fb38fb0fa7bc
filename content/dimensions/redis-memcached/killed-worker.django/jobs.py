import os
import time

from celery import Celery, shared_task
from django.conf import settings

# region show
settings.configure(
    LOG="log.txt",
    CELERY_BROKER_URL=os.environ["BROKER"],
    CELERY_BROKER_TRANSPORT_OPTIONS={"visibility_timeout": 1},
)
celery_app = Celery("shop")
celery_app.config_from_object(
    "django.conf:settings", namespace="CELERY")
celery_app.set_default()


@shared_task
def usual():
    work("usual")


@shared_task(acks_late=True)
def late():
    work("late")
# endregion


def work(name):
    with open(settings.LOG, "a") as log:
        print(name, "began", file=log, flush=True)
        time.sleep(0.8)
        print(name, "done", file=log)
