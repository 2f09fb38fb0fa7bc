"""The Celery application for a worker process: celery -A worker worker."""

from conduit import create_app

app = create_app().extensions["celery"]
