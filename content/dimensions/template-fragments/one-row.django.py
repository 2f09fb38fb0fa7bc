import django
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path
from django.utils.html import format_html
from django.views.decorators.vary import vary_on_headers

# region show
PAGES = {
    "items/_row.html": "<tr><td>{{ item.name }}</td></tr>",
    "items.html": "<h1>Items</h1><table>{% for item in items %}"
    "{% include 'items/_row.html' %}{% endfor %}</table>",
}


def items(request):
    return render(request, "items.html", {"items": stock})


def one(request, number):
    item = stock[number]
    if "HX-Request" in request.headers:
        return render(request, "items/_row.html", {"item": item})
    return render(request, "items.html", {"items": [item]})
# endregion


settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
        },
    }],
)
django.setup()
urlpatterns = [
    path("items", items),
    path("items/<int:number>", one),
    path("vary/<int:number>", vary_on_headers("HX-Request")(one)),
]
stock = [{"name": "lamp"}, {"name": "desk & chair"}]
client = Client()
print("the page          ", client.get("/items").text)
part = client.get("/items/1", headers={"HX-Request": "true"})
print("a row, for HTMX   ", part.text)
print("its type          ", part["Content-Type"])
print("the page, same URL", client.get("/items/1").text)
print("Vary by default   ", part.get("Vary"))
part = client.get("/vary/1", headers={"HX-Request": "true"})
print("Vary when set     ", part.get("Vary"))
row = format_html("<tr><td>{}</td></tr>", "desk & chair")
print("a function, called", row)
print("what it returns   ", type(row).__name__)
