import django
from django.conf import settings
from django.http import HttpResponse
from django.template import engines
from django.urls import NoReverseMatch, path

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
PAGE = """
one item   {% url 'item' name='lamp' %}
page 3     {% querystring page=3 %}
no colour  {% querystring colour=None %}
unknown    {% url 'gone' as gone %}{{ gone|default:'left empty' }}
"""


def items(request):
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({}, request))


def item(request, name):
    return HttpResponse(name)


urlpatterns = [
    path("items/", items, name="items"),
    path("items/<name>/", item, name="item"),
]
# endregion

print(Client().get(
    "/items/?size=s&size=m&colour=red&page=2").text.strip())
try:
    engines["django"].from_string("{% url 'gone' %}").render()
except NoReverseMatch as error:
    print("without as ", type(error).__name__)
for query in ("size=s&size=m", "endpoint=x", "_anchor=x", "_scheme=x"):
    print(f"?{query:13} {{% querystring %}}",
          Client().get("/items/?" + query).status_code)
