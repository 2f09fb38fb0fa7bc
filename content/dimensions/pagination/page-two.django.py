import logging

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
)
django.setup()
logging.disable()  # a 404 is printed here, not logged

from django.core.paginator import Paginator  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.generic import ListView  # noqa: E402


class Item(models.Model):
    class Meta:
        app_label = "shop"


# region show
def as_json(page):
    ids = [item.id for item in page]
    of = page.paginator
    of = f"page {page.number} of {of.num_pages}, {of.count} rows"
    return JsonResponse({"ids": ids, "of": of})


def items(request):
    paginator = Paginator(Item.objects.order_by("id"), 10)
    return as_json(paginator.get_page(request.GET.get("page")))


class ItemList(ListView):
    queryset = Item.objects.order_by("id")
    paginate_by = 10

    def render_to_response(self, context):
        return as_json(context["page_obj"])
# endregion


urlpatterns = [path("items", items), path("list", ItemList.as_view())]
client = Client()
with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.bulk_create(Item() for _ in range(125))


class CheapCount(Paginator):
    count = 1_000_000  # an estimate, or a cached value


def show(path):
    answer = client.get(path)
    data = {"ids": [], "of": ""}
    if answer.status_code == 200:
        data = answer.json()
    span = f"{data['ids'][0]} to {data['ids'][-1]}" if data["ids"] else "-"
    print(f"{path:24}{answer.status_code}  {span:11}{data['of']}".rstrip())


with CaptureQueriesContext(connection) as queries:
    show("/items?page=2")
print(f"{'queries for page 2':24}{len(queries)}")
with CaptureQueriesContext(connection) as queries:
    page = CheapCount(Item.objects.order_by("id"), 10).page(2)
    list(page)
pages = page.paginator.num_pages
print(f"{'count overridden':24}queries {len(queries)}, pages {pages}")
show("/items")
show("/items?page=99")
show("/items?page=0")
show("/items?page=two")
show("/items?per_page=500")
show("/list?page=2")
show("/list?page=99")
show("/list?page=0")
show("/list?page=two")
show("/list?page=last")
try:
    Paginator(Item.objects.order_by("id"), 10).page(99)
except Exception as error:
    print(f"{'page(99)':24}{type(error).__name__}")
page = Paginator(["lamp", "desk", "chair"], 2).page(2)
pages = page.paginator.num_pages
print(f"{'a list of three':24}{list(page)}, page 2 of {pages}")
