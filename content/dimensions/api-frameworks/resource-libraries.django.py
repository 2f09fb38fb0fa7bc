import logging

import django
from django.conf import settings
from django.test import Client
from django.urls import path

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


# region show
class Item(APIView):
    """One item"""

    def get(self, request, key):
        return Response({"id": key, "name": "cup"})


urlpatterns = [path("items/<int:key>", Item.as_view())]
# endregion


client = Client()
label = "REST framework"
print(f"{label}, GET /items/1:", client.get("/items/1").json())
print(f"{label}, POST /items/1:", client.post("/items/1").status_code)
for url in ["/swagger.json", "/openapi.json", "/"]:
    print(f"{label}, GET {url}:", client.get(url).status_code)
page = client.get("/items/1", headers={"Accept": "text/html"})
title = page.text.partition("<title>")[2].partition("</title>")[0]
print(f"{label}, Accept: text/html:", page.status_code,
      " ".join(title.split()))
