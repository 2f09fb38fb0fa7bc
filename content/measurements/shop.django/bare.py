"""The same shop without middleware, and with nothing installed but itself."""

from settings import *

INSTALLED_APPS = ["shop"]
MIDDLEWARE = []
TEMPLATES[0]["OPTIONS"] = {}
# One connection is kept, as SQLAlchemy keeps it.
DATABASES["default"]["CONN_MAX_AGE"] = None
