from importlib.metadata import packages_distributions

import django
from django import template
from django.conf import settings
from django.shortcuts import render
from django.test import RequestFactory

# region show
PAGES = {
    "base.html": "<h1>{% block title %}Shop{% endblock %}</h1>"
    "{% block body %}{% endblock %}",
    "items.html": """
{% extends "base.html" %}{% load shop %}
{% block title %}{{ block.super }}: items{% endblock %}
{% block body %}
  {% for item in items %}
    {{ forloop.counter }} {{ item.name|upper }}
    {{ item.price|euro }}
  {% empty %}nothing here{% endfor %}
{% endblock %}""",
}


def page(request, items):
    return render(request, "items.html", {"items": items})
# endregion


register = template.Library()


@register.filter
def euro(cents):
    return f"{cents / 100:.2f} EUR"


settings.configure(
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
                "libraries": {"shop": __name__},
            },
        }
    ]
)
django.setup()

items = [{"name": "lamp", "price": 1990}, {"name": "desk", "price": 12000}]
request = RequestFactory().get("/items/")
full, empty = page(request, items), page(request, [])

engine = template.Engine
package = packages_distributions()[engine.__module__.split(".")[0]][0]
print("two items         ", " ".join(full.text.split()))
print("no items          ", " ".join(empty.text.split()))
print("rendering returns ", type(full).__name__)
print("engine            ", f"{engine.__module__}.{engine.__name__}")
print("installed by      ", package)
