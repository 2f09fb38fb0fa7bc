import django
from django.conf import settings
from django.template import engines
from django.templatetags.static import static
from django.urls import path, reverse
from jinja2 import Environment

# region show
TRIES = {
    "call with an argument": "{{ item.price_in('USD') }}",
    "call without one": "{{ item.label() }}",
    "no parentheses": "{{ item.label }}",
    "arithmetic": "{{ item.price * 2 }}",
    "add and widthratio": "{{ item.price|add:5 }} "
    "{% widthratio item.price 1 2 %}",
    "a local variable": "{% with n=3 %}{{ n }}{% endwith %}",
    "a macro": "{% macro b(x) %}[{{ x }}]{% endmacro %}",
    "a method, delete": "({{ item.delete }})",
    "a dictionary key": "{{ stock.lamp }}",
    "an undefined name": "({{ missing }})",
    "attribute of undefined": "({{ missing.name }})",
}
# endregion


def environment(**options):
    env = Environment(**options)
    env.globals.update(static=static, url=reverse)
    return env


class Item:
    price = 20

    def label(self):
        return "Lamp"

    def price_in(self, currency):
        return f"{self.price} {currency}"

    def delete(self):
        return "deleted"

    delete.alters_data = True  # as on every model


class Raising(str):
    def __mod__(self, name):
        raise NameError(f"template has no {name}")


DTL = "django.template.backends.django.DjangoTemplates"
settings.configure(
    TEMPLATES=[
        {"BACKEND": DTL, "NAME": "dtl"},
        {
            "BACKEND": DTL,
            "NAME": "marked",
            "OPTIONS": {"string_if_invalid": "MISSING"},
        },
        {
            "BACKEND": DTL,
            "NAME": "raising",
            "OPTIONS": {"string_if_invalid": Raising("%s")},
        },
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "NAME": "jinja",
            "OPTIONS": {"environment": f"{__name__}.environment"},
        },
    ],
    ROOT_URLCONF=__name__,
    STATIC_URL="/static/",
)
django.setup()
urlpatterns = [path("items/", lambda request: None, name="items")]
context = {"item": Item(), "stock": {"lamp": 4}}


def attempt(title, text, engine="dtl"):
    try:
        shown = engines[engine].from_string(text).render(context)
    except Exception as error:
        message = str(error).split(". Did you")[0]
        shown = f"{type(error).__name__}: {message}"
    print(f"{title:24}{shown}")


for title, text in TRIES.items():
    attempt(title, text)

attempt("undefined, marked", "({{ missing }})", "marked")
attempt("undefined, str subclass", "({{ missing }})", "raising")
attempt("Jinja2 backend, call", TRIES["call with an argument"], "jinja")
attempt("Jinja2 backend, sum", TRIES["arithmetic"], "jinja")
attempt("Jinja2 backend, links", "{{ url('items') }} "
        "{{ static('style.css') }}", "jinja")
