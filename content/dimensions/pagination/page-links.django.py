import warnings

import django
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request"
            ],
        },
    }],
)
django.setup()

from django.core.paginator import Paginator  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import RequestFactory  # noqa: E402


class Item(models.Model):
    price = models.IntegerField(default=5)

    class Meta:
        app_label = "shop"


# region show
LINK = "{% querystring page=page.next_page_number %}"


def numbers(request):
    paginator = Paginator(Item.objects.order_by("id"), 10)
    page = paginator.get_page(request.GET.get("page"))
    shown = paginator.get_elided_page_range(page.number)
    return [str(number) for number in shown], page


def next_link(request, page):
    template = engines["django"].from_string(LINK)
    return template.render({"page": page}, request)
# endregion


with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.bulk_create(Item() for _ in range(125))
FILTERS = "colour=red&colour=blue&page=6"
HOSTILE = "endpoint=x&_anchor=y&_external=1&page=6"
request = RequestFactory().get(f"/items?{FILTERS}")
shown, page = numbers(request)
print(f"{'numbers near page 6':24}{shown}")
print(f"{'next page':24}{next_link(request, page)}")
request = RequestFactory().get(f"/items?{HOSTILE}")
print(f"{'hostile parameters':24}{next_link(request, page)}")
for label, query in [
    ("no ORDER BY", Item.objects.all()),
    ("ORDER BY price", Item.objects.order_by("price")),
    ("ORDER BY price, id", Item.objects.order_by("price", "id")),
]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        Paginator(query, 10).page(2)
    names = [w.category.__name__ for w in caught] or "0 warnings"
    total = getattr(query, "totally_ordered", "no such attribute")
    print(f"{label:24}{names}, totally_ordered: {total}")
