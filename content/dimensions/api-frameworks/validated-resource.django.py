import logging

import django
from django.apps import AppConfig
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import connection, models
from django.test import Client
from django.urls import include, path


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop", "rest_framework"], USE_I18N=False,
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
    LOGGING_CONFIG=None,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None},
)
django.setup()
logging.disable(logging.CRITICAL)

from rest_framework import routers, serializers, viewsets  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=20)
    price = models.IntegerField(validators=[MinValueValidator(1)])


# region show
class ItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = Item
        fields = ["id", "name", "price"]


class ItemViewSet(viewsets.ModelViewSet):
    queryset = Item.objects.all()
    serializer_class = ItemSerializer


router = routers.DefaultRouter()
router.register("items", ItemViewSet)
urlpatterns = [path("", include(router.urls))]
# endregion

with connection.schema_editor() as editor:
    editor.create_model(Item)
client = Client()
JSON = "application/json"


def show(label, answer):
    body = answer.json() if answer.content else None
    print(f"{label}: {answer.status_code} {body}")


def post(data):
    return client.post("/items/", data, content_type=JSON)


show("POST", post({"name": "cup", "price": 5}))
show("POST, two mistakes", post({"name": "", "price": 0}))
show("POST, number as a string", post({"name": "pot", "price": "5"}))
show("POST, unknown key",
     post({"name": "jug", "price": 5, "admin": True}))
show("POST, broken JSON", post("{"))
show("GET list", client.get("/items/"))
show("GET missing", client.get("/items/9/"))
show("PUT", client.put(
    "/items/1/", {"name": "cup", "price": 6}, content_type=JSON))
show("PATCH", client.patch("/items/1/", {"price": 7}, content_type=JSON))
show("DELETE", client.delete("/items/1/"))
