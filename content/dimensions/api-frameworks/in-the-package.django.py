import json
import logging
from importlib import metadata

import django
from django import forms
from django.conf import settings
from django.http import JsonResponse
from django.test import Client
from django.urls import path
from packaging.requirements import Requirement

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.staticfiles", "rest_framework"],
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], USE_I18N=False,
    LOGGING_CONFIG=None, STATIC_URL="/static/", SECRET_KEY="only-here",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True}],
)
django.setup()
logging.disable(logging.CRITICAL)

from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

needed = [Requirement(line) for line in metadata.requires("django")]
print("installed with Django:", sorted(
    one.name.lower() for one in needed
    if one.marker is None or one.marker.evaluate({"extra": ""})))


# region show
def add_item(request):
    return JsonResponse(json.loads(request.body), status=201)


class ItemForm(forms.Form):
    name = forms.CharField()
    price = forms.IntegerField(min_value=1)


def add_checked(request):
    form = ItemForm(json.loads(request.body))
    if not form.is_valid():
        return JsonResponse(form.errors.get_json_data(), status=400)
    return JsonResponse(form.cleaned_data, status=201)
# endregion


class Item(APIView):
    """One item"""

    def get(self, request, key):
        return Response({"id": key, "name": "cup"})


urlpatterns = [path("items", add_item), path("checked", add_checked),
               path("items/<int:key>", Item.as_view())]
client = Client(raise_request_exception=False)
JSON = {"content_type": "application/json"}
answer = client.post("/items", {"name": "", "price": "many"}, **JSON)
print("POST, two mistakes:", answer.status_code, answer.json())
answer = client.post("/checked", {"name": "", "price": "many"}, **JSON)
print("the same, a form:", answer.status_code, {
    key: one[0]["message"] for key, one in answer.json().items()})
print("POST, broken JSON:", client.post("/items", "{", **JSON).status_code)
for url in ["/openapi.json", "/swagger.json", "/docs", "/api/token"]:
    print(f"core, GET {url}:", client.get(url).status_code)
for name in ["rest_framework", "ninja"]:
    print(f"{name} is in Django's files:",
          any(name in str(path) for path in metadata.files("django")))

label = "REST framework"
print(f"{label}, GET /items/1:", client.get("/items/1").json())
print(f"{label}, POST /items/1:", client.post("/items/1").status_code)
for url in ["/swagger.json", "/openapi.json", "/"]:
    print(f"{label}, GET {url}:", client.get(url).status_code)
page = client.get("/items/1", headers={"Accept": "text/html"})
title = page.text.partition("<title>")[2].partition("</title>")[0]
print(f"{label}, Accept: text/html:", page.status_code,
      " ".join(title.split()))
