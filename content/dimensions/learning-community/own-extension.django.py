import os
import sys

from django.conf import settings


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w") as file:
        file.write(text)


# region show
write("currency/apps.py", """
from django.apps import AppConfig
from django.conf import settings


class CurrencyConfig(AppConfig):
    name = "currency"

    def ready(self):
        self.code = getattr(settings, "CURRENCY", "EUR")
""")
write("currency/templatetags/currency.py", """
from django import template
from django.apps import apps

register = template.Library()


@register.filter
def money(amount):
    return f"{amount:.2f} {apps.get_app_config('currency').code}"
""")
# endregion
write("currency/__init__.py", "")
sys.path.insert(0, ".")
ENGINE = "django.template.backends.django.DjangoTemplates"
settings.configure(
    INSTALLED_APPS=["currency"],
    CURRENCY="GBP",
    TEMPLATES=[{"BACKEND": ENGINE}],
)
import django

django.setup()
from django.apps import apps
from django.template import TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates

engine = engines["django"]
template = engine.from_string("{% load currency %}{{ 20|money }}")
print("with load:", template.render())
config = apps.get_app_config("currency")
print("ready(), called by Django, read:", config.code)
print("base class:", type(config).__base__.__name__)
try:
    engine.from_string("{{ 20|money }}")
except TemplateSyntaxError as error:
    print("without load:", error)
library = "currency.templatetags.currency"
built_in = DjangoTemplates(
    {
        "NAME": "second",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"builtins": [library]},
    }
)
template = built_in.from_string("{{ 20|money }}")
print("without load, listed in builtins:", template.render())
