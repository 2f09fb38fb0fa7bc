import logging
import re
import subprocess
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path


def run(*command):
    return subprocess.run([sys.executable, *command], text=True,
                          capture_output=True)


settings.configure(SECRET_KEY="for tests only", ROOT_URLCONF=__name__,
                   LOGGING_CONFIG=None)
django.setup()
logging.disable(logging.CRITICAL)
urlpatterns = [path("", lambda request: HttpResponse("shop")),
               path("reset", lambda request: HttpResponse(
                   request.build_absolute_uri()))]


def ask(host):
    return Client().get("/reset", headers={"Host": host})


EVIL = "evil.example"
HOSTS = ("shop.example", "www.shop.example", "shop.example:8000",
         "evilshop.example")
# region show
print("unknown host, default:", ask(EVIL).status_code)
with override_settings(ALLOWED_HOSTS=[".shop.example"]):
    print("unknown host, ALLOWED_HOSTS set:",
          ask(EVIL).status_code)
    for host in HOSTS:
        print(f"{host}:", ask(host).status_code)
# endregion

with override_settings(MIDDLEWARE=[
        "django.middleware.common.CommonMiddleware"]):
    print("a view that does not use the host, CommonMiddleware:",
          Client().get("/", headers={"Host": "evil.example"}).status_code)
print("the same, without CommonMiddleware:",
      Client().get("/", headers={"Host": "evil.example"}).status_code)
with override_settings(DEBUG=True):
    print("DEBUG on, localhost:", ask("localhost").status_code,
          "| evil.example:", ask("evil.example").status_code)

run("-m", "django", "startproject", "shop", ".")
answer = run("manage.py", "check", "--deploy")
print("check --deploy on a new project:")
for text in answer.stderr.split("?: ")[1:]:
    names = re.findall("[A-Z][A-Z_]{4,}", text)
    print(" ", text[1:text.index(")")], next(
        (one for one in names if one.endswith("_SECURE")), names[0]))
print(re.search(r"identified \d+ issues", answer.stderr)[0])
print("exit status:", answer.returncode)
answer = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
print("exit status, --fail-level WARNING:", answer.returncode)
