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
request = RequestFactory().get("/items?colour=red&page=6")
shown, page = numbers(request)
print("numbers round page 6 ", shown)
print("link to the next page", next_link(request, page))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    Paginator(Item.objects.all(), 10).page(2)
    print("without an order     ", caught[0].category.__name__)
