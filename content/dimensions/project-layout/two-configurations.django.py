import os
import subprocess
import sys

with open("base.py", "w") as file:
    file.write(
        "SHOP_NAME = 'Lamps'\n"
        "ROOT_URLCONF = 'shop'\n"
        "ALLOWED_HOSTS = ['testserver']\n"
    )
with open("trial.py", "w") as file:
    file.write("from base import *\nSHOP_NAME = 'Trial'\n")
with open("shop.py", "w") as file:
    file.write("""
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("", lambda r: HttpResponse(settings.SHOP_NAME))]
""")

# region show
PROGRAM = """
import django
django.setup()
from django.test import Client, override_settings
print(Client().get("/").content.decode())
with override_settings(SHOP_NAME="Changed for a test"):
    print("  within a test:", Client().get("/").content.decode())
"""
for module in ("base", "trial"):
    print(f"settings {module}: ", end="", flush=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
# endregion

from django.conf import settings

settings.SHOP_NAME
try:
    settings.configure(SHOP_NAME="A second one")
except RuntimeError as error:
    print("second configure():", f"{type(error).__name__}: {error}")
