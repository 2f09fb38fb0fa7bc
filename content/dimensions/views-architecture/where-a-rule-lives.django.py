import django
from django.conf import settings
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.template import Context, Template
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()
from django.test import Client  # noqa: E402


# region show
class Order(models.Model):
    item = models.CharField(max_length=50)
    count = models.IntegerField()

    class Meta:
        app_label = "orders"

    @property
    def ships_free(self):
        return self.count >= 10


def order(request, kind):
    order = Order(item="lamp", count=12)
    if kind == "json":
        return JsonResponse(
            {"item": order.item, "free": order.ships_free})
    if kind == "xml":
        xml = f"<order free='{order.ships_free}'/>"
        return HttpResponse(xml, content_type="application/xml")
    return HttpResponse(PAGE.render(Context({"order": order})))
# endregion


urlpatterns = [path("order.<kind>", order)]
PAGE = Template("<p>{{ order.item }}, free: {{ order.ships_free }}</p>")
print("without a request:", Order(item="desk", count=1).ships_free)
for kind in ("html", "json", "xml"):
    response = Client().get(f"/order.{kind}")
    kind = response.headers["Content-Type"].split(";")[0]
    print(f"{kind:16}", response.text.strip())
