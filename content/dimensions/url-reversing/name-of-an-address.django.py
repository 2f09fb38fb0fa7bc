import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import NoReverseMatch, path, reverse
from django.views import View

settings.configure(ROOT_URLCONF=__name__)
django.setup()


# region show
def show_item(request, item_id):
    return HttpResponse("an item")


def list_orders(request):
    return HttpResponse("orders")


urlpatterns = [
    path("items/<int:item_id>/", show_item, name="item"),
    path("orders/", list_orders, name="orders"),
    path("about/", View.as_view()),
]
# endregion


def build(view, **values):
    try:
        return reverse(view, kwargs=values)
    except NoReverseMatch as error:
        return type(error).__name__


print("item         ", build("item", item_id=7))
print("orders       ", build("orders"))
print("list_orders  ", build("list_orders"))
print("the function ", build(list_orders))
print("about        ", build("about"))
print("value missing", build("item"))
print("value x      ", build("item", item_id="x"))
print("value -7     ", build("item", item_id=-7))
print("no request   ", reverse("orders"))
try:
    reverse("item", kwargs={"item_id": "x"})
except NoReverseMatch as error:
    print(str(error).split(". ")[0])
