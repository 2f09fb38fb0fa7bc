import os

SECRET_KEY = "only-here"
SHOP = "Corner shop"
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3",
                         "NAME": "shop.db"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": "queue", "data_folder_out": "queue",
    "control_folder": "control", "polling_interval": 0.05}
CELERY_RESULT_BACKEND = f"file://{os.getcwd()}/results"
