from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, g, redirect, request, session, url_for
from flask_babel import Babel, gettext

german = Catalog(locale="de")
german.add("Good day", "Guten Tag")
folder = Path("translations/de/LC_MESSAGES")
folder.mkdir(parents=True)
with open(folder / "messages.mo", "wb") as file:
    write_mo(file, german)

app = Flask(__name__)
app.secret_key = "only-here"
LANGUAGES = ["en", "de"]


# region show
def choose_language():
    if g.get("lang_code") in LANGUAGES:  # /de/
        return g.lang_code
    if session.get("language") in LANGUAGES:
        return session["language"]
    return request.accept_languages.best_match(LANGUAGES)


Babel(app, locale_selector=choose_language)


@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.lang_code = (values or {}).pop("lang_code", None)


@app.post("/language")
def set_language():
    session["language"] = request.form["language"]
    return redirect(url_for("home"))


@app.get("/", endpoint="home")
@app.get("/<any(en, de):lang_code>/", endpoint="prefixed")
def home():
    return gettext("Good day")
# endregion


def show(label, path, client=None, server=app, **headers):
    client = client or server.test_client()
    answer = client.get(path, headers={
        "Accept-Language": headers.get("accept", "en")})
    print(f"{label:24}{answer.text}")


show("Accept-Language: de", "/", accept="de")
chosen = app.test_client()
answer = chosen.post("/language", data={"language": "de"})
print(f"{'POST language=de':24}{answer.status_code} cookie "
      f"{answer.headers['Set-Cookie'].partition('=')[0]}")
show("choice against header", "/", chosen)
show("URL prefix /de/", "/de/")
show("prefix against choice", "/en/", chosen)

bare = Flask(__name__)
bare.add_url_rule("/", view_func=lambda: gettext("Good day"))
Babel(bare)
show("no selector, de", "/", server=bare, accept="de")
second = Flask(__name__)
second.add_url_rule("/", view_func=lambda: gettext("Good day"))
Babel(second, default_locale="de")
show("default_locale='de', en", "/", server=second)
