import logging
import os
import subprocess
import sys

# region show
admin = [sys.executable, "-m", "django"]
subprocess.run([*admin, "startproject", "shop", "."], check=True)
written = sorted(
    os.path.join(folder, name).removeprefix("./")
    for folder, _, names in os.walk(".")
    for name in names
    if name.endswith(".py") and name not in __file__
)
# endregion
with open("shop/settings.py", "a") as file:  # a quick one, for the sample
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    file.write(f"PASSWORD_HASHERS = ['{hasher}']\n")
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
sys.path.insert(0, ".")
logging.disable()
import django
from django.conf import settings

django.setup()
from django.core.management import call_command, get_commands
from django.test import Client
from django.urls import path
from shop import urls

print("commands:", len(get_commands()))
print("files that startproject wrote:", ", ".join(written))
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
page = client.get("/")
welcome = "The install worked" in page.text
print(f"GET /        {page.status_code}, a welcome page:", welcome)
print(f"GET /admin/  {client.get('/admin/').status_code}")


def log_in(when):
    ada = {"username": "ada", "password": "lamps"}
    page = client.post("/admin/login/?next=/admin/", ada)
    named = "no such table" in page.text
    detail = ", no such table" if named else ""
    print(f"log in {when}: {page.status_code}{detail}")


log_in("before migrate")
call_command("migrate", verbosity=0)
from django.contrib.auth.models import User

User.objects.create_superuser("ada", password="lamps")
log_in("after migrate and createsuperuser")
urls.urlpatterns.append(path("broken", lambda request: 1 / 0))
page = client.get("/broken")
print(f"GET /broken  {page.status_code}")
print("shows the line that failed:", "request: 1 / 0" in page.text)
print("DEBUG in the generated settings:", settings.DEBUG)
print("database files:", [n for n in os.listdir() if "sql" in n])
print("secret key set:", bool(settings.SECRET_KEY))
