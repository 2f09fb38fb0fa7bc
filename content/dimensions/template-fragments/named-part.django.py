import django
from django.conf import settings
from django.shortcuts import render
from django.test import RequestFactory

# region show
PAGES = {
    "items.html": """{% partialdef row %}
<tr><td>{{ item.name }} {{ shop }}</td></tr>
{% endpartialdef %}
<table>
{% for item in items %}{% partial row %}{% endfor %}
</table>""",
}


def page(items):
    return render(request, "items.html", {"items": items}).text


def part(item):
    return render(request, "items.html#row", {"item": item}).text
# endregion


def shop(request):
    return {"shop": "there"}


settings.configure(
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [f"{__name__}.shop"],
            "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
        },
    }],
)
django.setup()
request = RequestFactory().get("/items")
lamp, desk = {"name": "lamp"}, {"name": "desk"}
print("the whole page      ", page([lamp, desk]).replace("\n", ""))
print("the named part      ", part(lamp).replace("\n", ""))
try:
    render(request, "items.html#footer", {})
except Exception as error:
    print("a name not there    ", f"{type(error).__name__}: {error}")
