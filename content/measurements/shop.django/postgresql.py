"""The bare shop on PostgreSQL."""

import os

from bare import *

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"],
        "NAME": "shop_django",
        "USER": os.environ["PGUSER"],
        "CONN_MAX_AGE": None,
    }
}
