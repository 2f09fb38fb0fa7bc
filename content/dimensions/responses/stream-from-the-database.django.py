import django
from django.conf import settings
from django.db import connection, models
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": "shop.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.test import Client  # noqa: E402


class Item(models.Model):
    class Meta:
        app_label = "shop"


# region show
def in_the_view(request):
    items = Item.objects.iterator()

    def rows():
        for item in items:
            yield f"{item.pk};"

    return StreamingHttpResponse(rows())


def in_the_generator(request):
    def rows():
        for item in Item.objects.iterator():
            yield f"{item.pk};"

    return StreamingHttpResponse(rows())
# endregion


urlpatterns = [path("in-the-view/", in_the_view),
               path("in-the-generator/", in_the_generator)]
with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.bulk_create([Item(), Item(), Item()])
for url in ("/in-the-view/", "/in-the-generator/"):
    print(f"{url:19}", Client().get(url).getvalue().decode())
connection.close()
