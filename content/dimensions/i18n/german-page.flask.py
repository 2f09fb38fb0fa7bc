from datetime import date
from pathlib import Path

from babel import negotiate_locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string, request
from flask_babel import Babel

german = Catalog(locale="de")
german.add("Good day", "Guten Tag")
german.add(("%(num)d item", "%(num)d items"),
           ("%(num)d Artikel", "%(num)d Artikel"))
folder = Path("translations/de/LC_MESSAGES")
folder.mkdir(parents=True)
with open(folder / "messages.mo", "wb") as file:
    write_mo(file, german)

# region show
PAGE = """{{ _("Good day") }} | \
{{ ngettext("%(num)d item", "%(num)d items", 2) }} | \
{{ day|dateformat }} | {{ price|decimalformat }} | \
{{ day }} {{ price }}"""
app = Flask(__name__)


def best_language():
    return request.accept_languages.best_match(["en", "de"])


Babel(app, locale_selector=best_language)


@app.get("/")
def home():
    return render_template_string(
        PAGE, day=date(2026, 12, 24), price=1234567.5
    )
# endregion


def visit(language):
    return app.test_client().get("/", headers={"Accept-Language": language})


for language in ["en", "de", "de-AT, en;q=0.5",
                 "de-AT, de;q=0.9, en;q=0.8", "fr"]:
    print(f"{language:27}{visit(language).text}")
chosen = negotiate_locale(["de-AT", "en"], ["en", "de"], sep="-")
print(f"{'negotiate_locale':27}{chosen}")
answer = visit("de")
print(f"{'Content-Language':27}{answer.headers.get('Content-Language')}")
print(f"{'Vary':27}{answer.headers.get('Vary')}")
