import django
from django.conf import settings
from django.template import engines

# region show
TRIES = {
    "call with an argument": "{{ item.price_in('USD') }}",
    "call without one": "{{ item.label() }}",
    "the same, no brackets": "{{ item.label }}",
    "arithmetic": "{{ item.price * 2 }}",
    "a variable set inside": "{% with n=3 %}{{ n }}{% endwith %}",
    "a macro": "{% macro b(x) %}[{{ x }}]{% endmacro %}",
    "a method that deletes": "({{ item.delete }})",
    "a key of a mapping": "{{ stock.lamp }}",
    "an unknown name": "({{ nobody }})",
    "an attribute of it": "({{ nobody.name }})",
}
# endregion


class Item:
    price = 20

    def label(self):
        return "Lamp"

    def price_in(self, currency):
        return f"{self.price} {currency}"

    def delete(self):
        return "deleted"

    delete.alters_data = True  # as on every model


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
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "NAME": "jinja",
        },
    ]
)
django.setup()
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

attempt("unknown, marked set-up", "({{ nobody }})", "marked")
attempt("Jinja2 backend, call", TRIES["call with an argument"], "jinja")
attempt("Jinja2 backend, sum", TRIES["arithmetic"], "jinja")
