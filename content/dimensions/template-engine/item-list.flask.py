from importlib.metadata import packages_distributions

from flask import Flask, render_template
from jinja2 import DictLoader

# region show
PAGES = {
    "base.html": "<h1>{% block title %}Shop{% endblock %}</h1>"
    "{% block body %}{% endblock %}",
    "items.html": """
{% extends "base.html" %}
{% block title %}{{ super() }}: items{% endblock %}
{% block body %}
  {% for item in items %}
    {{ loop.index }} {{ item.name|upper }}
    {{ item.price|euro }}
  {% else %}nothing here{% endfor %}
{% endblock %}""",
}


def page(items):
    return render_template("items.html", items=items)
# endregion


app = Flask(__name__)
app.jinja_loader = DictLoader(PAGES)


@app.template_filter()
def euro(cents):
    return f"{cents / 100:.2f} EUR"


items = [{"name": "lamp", "price": 1990}, {"name": "desk", "price": 12000}]
with app.test_request_context("/items"):
    full, empty = page(items), page([])

engine = type(app.jinja_env).__mro__[1]
package = packages_distributions()[engine.__module__.split(".")[0]][0]
print("two items         ", " ".join(full.split()))
print("no items          ", " ".join(empty.split()))
print("rendering returns ", type(full).__name__)
print("engine            ", f"{engine.__module__}.{engine.__name__}")
print("installed by      ", package)
