from flask import Flask, render_template_string
from jinja2 import StrictUndefined

# region show
TRIES = {
    "call with an argument": "{{ item.price_in('USD') }}",
    "call without one": "{{ item.label() }}",
    "no parentheses": "{{ item.label }}",
    "arithmetic": "{{ item.price * 2 }}",
    "a local variable": "{% set n = 3 %}{{ n }}",
    "a macro": "{% macro b(x) %}[{{ x }}]{% endmacro %}"
    "{{ b('a') }}{{ b('b') }}",
    "a method, delete": "({{ item.delete() }})",
    "a dictionary key": "{{ stock['lamp'] }} {{ stock.lamp }}",
    "an undefined name": "({{ missing }})",
    "attribute of undefined": "({{ missing.name }})",
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


app = Flask(__name__)
context = {"item": Item(), "stock": {"lamp": 4}}


def attempt(title, text):
    try:
        with app.app_context():
            shown = render_template_string(text, **context)
        if "bound method" in shown:
            shown = "the method itself, not its result"
    except Exception as error:
        shown = f"{type(error).__name__}: {error}"
    print(f"{title:24}{shown}")


for title, text in TRIES.items():
    attempt(title, text)

app.jinja_env.undefined = StrictUndefined
attempt("undefined, strict", "({{ missing }})")
