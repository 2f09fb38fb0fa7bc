import os
from pathlib import Path

from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from flask import Flask, render_template
from flask_babel import Babel

Path("templates").mkdir()
Path("templates/home.html").write_text("{{ _('Good day') }}\n")
Path("babel.cfg").write_text("[jinja2: templates/**.html]\n")
os.environ["PATH"] = ""  # no GNU gettext tools


# region show
def pybabel(command):
    CommandLineInterface().run(["pybabel", "-q", *command.split()])


pybabel("extract -F babel.cfg -o messages.pot .")
pybabel("init -i messages.pot -d translations -l de")
po = Path("translations/de/LC_MESSAGES/messages.po")
with po.open("rb") as file:
    catalogue = read_po(file, locale="de")
catalogue["Good day"].string = "Guten Tag"  # the translator's work
with po.open("wb") as file:
    write_po(file, catalogue)
pybabel("compile -d translations")
# endregion

print("extracted          ", [m.id for m in catalogue if m.id])
print("files              ", sorted(p.name for p in po.parent.iterdir()))
app = Flask(__name__)
Babel(app, default_locale="de")
with app.test_request_context():
    print("rendered in German ", render_template("home.html"))
