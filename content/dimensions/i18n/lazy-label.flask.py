from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from flask_babel import Babel, force_locale, gettext, lazy_gettext

german = Catalog(locale="de")
german.add("Price", "Preis")
folder = Path("translations/de/LC_MESSAGES")
folder.mkdir(parents=True)
with open(folder / "messages.mo", "wb") as file:
    write_mo(file, german)


# region show
class ItemForm:
    eager = gettext("Price")  # runs when the module is imported
    lazy = lazy_gettext("Price")  # runs when it is printed


TEMPLATES = {
    "the name _": "{{ _('Price') }}",
    "a block": "{% trans %}Price{% endtrans %}",
    "a translate tag": "{% translate 'Price' %}",
}
# endregion

app = Flask(__name__)
Babel(app)
with app.test_request_context("/"), force_locale("de"):
    print("eager at import  ", ItemForm.eager)
    print("lazy at import   ", ItemForm.lazy)
    print("in a view        ", gettext("Price"))
    for label, text in TEMPLATES.items():
        try:
            shown = render_template_string(text)
        except Exception as error:
            shown = type(error).__name__
        print(f"{label:18}{shown}")
