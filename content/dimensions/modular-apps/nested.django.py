from types import ModuleType

import django
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.urls import (
    NoReverseMatch,
    clear_url_caches,
    include,
    path,
    reverse,
)

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402

orders_urls = ModuleType("orders.urls")


def show(request, order_id):
    raise Http404


def no_order(request, exception):
    return HttpResponseNotFound("no such order")


def no_page(request, exception):
    return HttpResponseNotFound("no such page")


def about(request):
    return HttpResponse("about")


# region show
orders_urls.app_name = "orders"
orders_urls.urlpatterns = [
    path("<int:order_id>/", show, name="show"),
]
orders_urls.handler404 = no_order

api = ([path("orders/", include(orders_urls))], "api")
urlpatterns = [
    path("api/", include(api)),
    path("about/", about),
]
handler404 = no_page
# endregion


print("api:orders:show ->", reverse("api:orders:show", args=[7]))
for url in ("/api/orders/7/", "/api/orders/seven/", "/about/"):
    response = Client().get(url)
    print(f"GET {url:18} {response.status_code} {response.text}")
late = path("late/", about, name="late")
orders_urls.urlpatterns.append(late)
print("added late: GET", Client().get("/api/orders/late/").status_code)
try:
    reverse("api:orders:late")
except NoReverseMatch as error:
    print("added late: reverse()", type(error).__name__)
clear_url_caches()
print("after clear_url_caches():", reverse("api:orders:late"))
