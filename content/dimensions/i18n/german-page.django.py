from datetime import date
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings

german = Catalog(locale="de")
german.add("Good day", "Guten Tag")
german.add(("%(num)s item", "%(num)s items"),
           ("%(num)s Artikel", "%(num)s Artikel"))
folder = Path("locale/de/LC_MESSAGES")
folder.mkdir(parents=True)
with open(folder / "django.mo", "wb") as file:
    write_mo(file, german)

LOADER = "django.template.loaders.locmem.Loader"
ENGINE = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {"loaders": [(LOADER, PAGES := {})]},
}

# region show
PAGE = """{% load i18n %}{% translate "Good day" %} | \
{% blocktranslate count num=2 %}{{ num }} item\
{% plural %}{{ num }} items{% endblocktranslate %} | \
{{ day }} | {{ price }} | {{ day|date:"Y-m-d" }}"""
settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    LANGUAGES=[("en", "English"), ("de", "German")],
    LOCALE_PATHS=[Path("locale").resolve()],
    MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"],
    TEMPLATES=[ENGINE],
    INSTALLED_APPS=["django.contrib.humanize"],
)
# endregion
PAGES["home.html"] = PAGE
GROUPED = """{% load humanize l10n %}{{ price|floatformat:"1g" }} | \
{{ price|intcomma }} | {{ price|unlocalize }}"""
django.setup()

from django.shortcuts import render  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.formats import reset_format_cache  # noqa: E402


def home(request):
    context = {"day": date(2026, 12, 24), "price": 1234567.5}
    return render(request, "home.html", context)


def visit(language):
    return Client().get("/", headers={"Accept-Language": language})


urlpatterns = [path("", home)]
for language in ["en", "de", "de-AT, en;q=0.5",
                 "de-AT, de;q=0.9, en;q=0.8", "fr"]:
    print(f"{language:27}{visit(language).text}")
answer = visit("de")
print(f"{'Content-Language':27}{answer.headers.get('Content-Language')}")
print(f"{'Vary':27}{answer.headers.get('Vary')}")
with override_settings(USE_THOUSAND_SEPARATOR=True):
    reset_format_cache()
    text = visit("de").text.split(" | ")[3]
    print(f"{'USE_THOUSAND_SEPARATOR':27}{text}")
reset_format_cache()
with translation.override("de"):
    text = Template(GROUPED).render(Context({"price": 1234567.5}))
    print(f"{'floatformat, intcomma':27}{text}")
with override_settings(MIDDLEWARE=[]):
    translation.deactivate()  # what the requests above left behind
    reset_format_cache()
    print(f"{'de, no middleware':27}{visit('de').text}")
print(f"{'f-string in Python':27}{1234567.5} {date(2026, 12, 24)}")
