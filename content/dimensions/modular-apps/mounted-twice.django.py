import django
from django.conf import settings
from django.core.checks import run_checks
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path, reverse

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
    }],
)
django.setup()
from django.test import Client  # noqa: E402


# region show
def index(request):
    here = request.resolver_match.namespace
    link = reverse("shop:item", args=[7], current_app=here)
    return HttpResponse(link)


def template(request):
    page = engines["django"].from_string(
        "{% url 'shop:item' 7 %}"
    )
    return HttpResponse(page.render({}, request))


def item(request, item_id):
    return HttpResponse(f"item {item_id}")


shop = ([
    path("", index),
    path("template/", template),
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
    print("the link on", url, "is", client.get(url).text)
print("{% url %} on /south/template/ is",
      client.get("/south/template/").text)

print("south by name:", reverse("south:item", args=[7]))

urlpatterns = [path("", include(shop)), path("again/", include(shop))]
django.urls.clear_url_caches()
print("the same namespace twice:", [message.id for message in run_checks()])
