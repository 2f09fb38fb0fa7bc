import json
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings

german = Catalog(locale="de")
german.add("Price", "Preis")
folder = Path("locale/de/LC_MESSAGES")
folder.mkdir(parents=True)
with open(folder / "django.mo", "wb") as file:
    write_mo(file, german)
settings.configure(
    LOCALE_PATHS=[Path("locale").resolve()],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates"
    }],
)
django.setup()

from django.template import Context, Engine, Template  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.text import format_lazy  # noqa: E402
from django.utils.translation import gettext, gettext_lazy  # noqa: E402


# region show
class ItemForm:
    eager = gettext("Price")  # runs when the module is imported
    lazy = gettext_lazy("Price")  # runs when it is printed


TEMPLATES = {
    "the name _": "{{ _('Price') }}",
    "a block": "{% load i18n %}"
    "{% blocktranslate %}Price{% endblocktranslate %}",
    "a translate tag": "{% load i18n %}{% translate 'Price' %}",
    "the old name": "{% load i18n %}{% trans 'Price' %}",
    "a tag named i18n": "{% load i18n %}{% i18n 'Price' %}",
    "nothing loaded": "{% translate 'Price' %}",
}
# endregion

with translation.override("de"):
    print("eager at import  ", ItemForm.eager)
    print("lazy at import   ", ItemForm.lazy)
    print("in a view        ", gettext("Price"))
    for label, text in TEMPLATES.items():
        try:
            shown = Template(text).render(Context())
        except Exception as error:
            shown = type(error).__name__
        print(f"{label:18}{shown}")
    engine = Engine(builtins=["django.templatetags.i18n"])
    template = engine.from_string(TEMPLATES["nothing loaded"])
    print("in builtins      ", template.render(Context()))
    print("lazy is a str    ", isinstance(ItemForm.lazy, str))
    try:
        json.dumps(ItemForm.lazy)
    except TypeError as error:
        print("json.dumps()     ", f"TypeError: {error}")
fixed = f"{ItemForm.lazy}:"
with translation.override("de"):
    print("f-string earlier ", fixed, "now", f"{ItemForm.lazy}:")
    later = format_lazy("{}:", ItemForm.lazy)
    print("format_lazy()    ", later)
for name in ["ugettext", "ugettext_lazy", "gettext"]:
    try:
        exec(f"from django.utils.translation import {name}")
        print(f"{name:18}imported")
    except ImportError:
        print(f"{name:18}ImportError")
