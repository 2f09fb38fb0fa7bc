import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
celery_app = Celery("project")
celery_app.config_from_object("django.conf:settings", namespace="CELERY")
celery_app.set_default()
celery_app.autodiscover_tasks()
