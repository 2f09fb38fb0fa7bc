import pkgutil
from importlib import import_module
from importlib.metadata import entry_points

import click
import flask
import flask_mailman.backends
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo
from flask_mailman import BadHeaderError, EmailMultiAlternatives, Mail

app = Flask(__name__)
app.testing = True
app.config["MAIL_DEFAULT_SENDER"] = "shop@example.com"
mail = Mail(app)


# region show
def thank(name, email):
    message = EmailMultiAlternatives(
        f"Thank you, {name}", "Your order is on its way.",
        to=[email], bcc=["archive@example.com"],
    )
    message.attach_alternative("<p>On its way.</p>", "text/html")
    message.attach("bill.txt", "2 cups", "text/plain")
    return message.send()
# endregion


with app.app_context():
    print("sent:", thank("ada", "ada@example.com"))
    kept = mail.outbox[0]
    print("in the outbox:", kept.subject)
    print("from:", kept.from_email)
    wire = kept.message()
    print("parts:", [part.get_content_type() for part in wire.walk()])
    print("bcc among the recipients:",
          "archive@example.com" in kept.recipients())
    print("bcc among the headers:", "Bcc" in wire)
    try:
        thank("ada\nBcc: all@example.com", "ada@example.com")
    except BadHeaderError as error:
        print("line break in the subject:", type(error).__name__)

print("backends:", sorted(
    one.name for one in pkgutil.iter_modules(flask_mailman.backends.__path__)
    if one.name != "base"
))
print("modules of Flask:", *sorted(
    one.name for one in pkgutil.iter_modules(flask.__path__)
    if not one.name.startswith("_")
))
try:
    import_module("flask.mail")
except ModuleNotFoundError as error:
    print("import flask.mail:", type(error).__name__)
extras = {one.name for one in entry_points(group="flask.commands")}
commands = FlaskGroup().list_commands(click.Context(
    FlaskGroup(), obj=ScriptInfo(create_app=lambda: app)
))
print("commands, Flask-Mailman set up:",
      *[name for name in commands if name not in extras])
