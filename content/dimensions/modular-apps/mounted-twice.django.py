import django
from django.conf import settings
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import include, path, reverse

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402


# region show
def index(request):
    here = request.resolver_match.namespace
    link = reverse("shop:item", args=[7], current_app=here)
    return HttpResponse(link)


def item(request, item_id):
    return HttpResponse(f"item {item_id}")


shop = ([
    path("", index),
    path("items/<int:item_id>/", item, name="item"),
], "shop")
urlpatterns = [
    path("north/", include(shop, namespace="north")),
    path("south/", include(shop, namespace="south")),
]
# endregion


client = Client()
for url in ("/north/items/7/", "/south/items/7/"):
    print("GET", url, client.get(url).text)
for url in ("/north/", "/south/"):
    print("a relative link on", url, "leads to", client.get(url).text)

print("south by name:", reverse("south:item", args=[7]))

urlpatterns = [path("", include(shop)), path("again/", include(shop))]
django.urls.clear_url_caches()
print("the same name twice:", [message.id for message in run_checks()])
