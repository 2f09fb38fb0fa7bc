import pathlib

import django
from django.conf import settings

TEMPLATE = """\
{%- extends "base.html" %}
{% block main -%}
<a href="{{ url_for('item', number=7) }}">{{ name | shout }}</a>
{%- for text in get_flashed_messages() %} {{ text }}{% endfor %}
{%- endblock %}"""
BASE = "<main>{% block main %}{% endblock %}</main>"
pathlib.Path("templates").mkdir()
pathlib.Path("templates/base.html").write_text(BASE)
pathlib.Path("templates/item.html").write_text(TEMPLATE)

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="only here",
    INSTALLED_APPS=["django.contrib.messages"],
    MIDDLEWARE=["django.contrib.messages.middleware.MessageMiddleware"],
    MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    # region show
    TEMPLATES=[{
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": ["templates"],
        "OPTIONS": {"environment": __name__ + ".environment"},
    }],
    # endregion
)
django.setup()
from django.contrib import messages  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path, reverse  # noqa: E402
from jinja2 import Environment, pass_context  # noqa: E402


# region show
def environment(**options):
    """Give the templates the names that Flask gave them."""
    made = Environment(**options)
    made.globals["url_for"] = lambda name, **given: reverse(
        name, kwargs=given)
    made.globals["get_flashed_messages"] = pass_context(
        lambda context: messages.get_messages(context["request"]))
    made.filters["shout"] = str.upper
    return made
# endregion


def item(request, number):
    messages.info(request, "saved")
    return render(request, "item.html", {"name": "<tea>"})


urlpatterns = [path("items/<int:number>/", item, name="item")]
print(Client().get("/items/7/").content.decode())
