import os
import subprocess
import sys

from measure import first_response

startproject = ["-m", "django", "startproject", "shop", "."]
subprocess.run([sys.executable, *startproject], check=True)

# region show
from django.core.wsgi import get_wsgi_application

# the project that django-admin startproject wrote
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
app = get_wsgi_application()
# endregion

first_response("first page of the admin", app, "/admin/login/")
