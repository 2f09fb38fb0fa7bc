import os
import subprocess
import sys

import django
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.clickjacking import (
    xframe_options_exempt, xframe_options_sameorigin,
)

subprocess.run([sys.executable, "-m", "django", "startproject", "shop", "."],
               check=True)
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()


# region show
@xframe_options_sameorigin
def widget(request):
    return HttpResponse("<h1>The widget</h1>")


@xframe_options_exempt
def embed(request):
    return HttpResponse("<h1>For any site</h1>")


HTTPS = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 3600,
}
# endregion


def shop(request):
    return HttpResponse("<h1>The shop</h1>")


urlpatterns = [path("", shop), path("widget", widget), path("embed", embed)]
override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"]).enable()


def protective(url="/", **options):
    answer = Client().get(url, **options)
    return {name: value for name, value in answer.items()
            if name not in ("Content-Type", "Content-Length", "Location")}


with override_settings(MIDDLEWARE=[]):
    print("without middleware:", protective())
print("new project, HTTP:", Client().get("/").status_code)
print("new project, headers:")
for name, value in protective().items():
    print(f"  {name}: {value}")
print("xframe_options_sameorigin:", protective("/widget")["X-Frame-Options"])
print("xframe_options_exempt:", protective("/embed").get("X-Frame-Options"))
print("new project, HSTS:",
      protective(secure=True).get("Strict-Transport-Security"))
with override_settings(**HTTPS):
    answer = Client().get("/")
    print("SECURE_SSL_REDIRECT, HTTP:", answer.status_code,
          answer["Location"])
    print("SECURE_HSTS_SECONDS:",
          protective(secure=True)["Strict-Transport-Security"])
