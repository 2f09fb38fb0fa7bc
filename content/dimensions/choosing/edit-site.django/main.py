import os
import re
import shutil
import subprocess
import sys

# region show
startproject = ["-m", "django", "startproject", "site_app", "."]
subprocess.run([sys.executable, *startproject], check=True)
os.mkdir("articles")
for name in ("models.py", "admin.py"):
    shutil.copy(name, "articles")
with open("site_app/settings.py", "a") as file:
    file.write("\nINSTALLED_APPS += ['articles']\n")
# endregion
    file.write("DATABASES['default']['NAME'] = ':memory:'\n")
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    file.write(f"PASSWORD_HASHERS = ['{hasher}']\n")
open("articles/__init__.py", "w").close()
os.environ["DJANGO_SETTINGS_MODULE"] = "site_app.settings"
sys.path.insert(0, ".")
import logging

import django

django.setup()
logging.disable()
from articles.models import Article
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

call_command("makemigrations", "articles", verbosity=0)
call_command("migrate", verbosity=0)
User.objects.create_superuser("ada", password="lamps")
User.objects.create_user("bo", password="lamps", is_staff=True)


def browser():
    return Client(enforce_csrf_checks=True, SERVER_NAME="localhost")


def send(client, url, **values):
    page = client.get(url).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    values["csrfmiddlewaretoken"] = token.group(1)
    return client.post(url, values).status_code


def stored():
    return Article.objects.count()


text = open("models.py").read() + open("admin.py").read()
lines = len([x for x in text.splitlines() if x]) + 1
print("written by hand:", lines, "lines in 3 files")
client = browser()
answer = client.get("/admin/")
print("not logged in:", answer.status_code, "to", answer.url.split("?")[0])
send(client, "/admin/login/", username="ada", password="lamps")
print("ada, admin index:", client.get("/admin/").status_code)
new = "/admin/articles/article/add/"
send(client, new, title="Lamps and light")
print("article added:", stored() == 1)
send(client, new, title="x" * 90)
print("title of 90 characters refused:", stored() == 1)
page = client.get("/admin/articles/article/?q=light").text
print("found by search:", "Lamps and light" in page)
client.post(new, {"title": "Forged"})
print("a forged form (no CSRF token) refused:", stored() == 1)
other = browser()
send(other, "/admin/login/", username="bo", password="lamps")
answer = other.get("/admin/articles/article/")
print("bo, without permission:", answer.status_code)
print("audit log of who added what:", LogEntry.objects.count() == 1)
