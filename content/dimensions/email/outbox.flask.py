import pkgutil

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
def thank(name, address):
    message = EmailMultiAlternatives(
        f"Thank you, {name}", "Your order is on its way.",
        to=[address], bcc=["archive@example.com"],
    )
    message.attach_alternative("<p>On its way.</p>", "text/html")
    message.attach("bill.txt", "2 cups", "text/plain")
    return message.send()
# endregion


with app.app_context():
    print("sent:", thank("ada", "ada@example.com"))
    kept = mail.outbox[0]
    print("kept in a list:", kept.subject)
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

print("ways to send:", sorted(
    one.name for one in pkgutil.iter_modules(flask_mailman.backends.__path__)
    if one.name != "base"
))
print("in the core:", any("mail" in name for name in dir(flask)))
commands = FlaskGroup().list_commands(click.Context(
    FlaskGroup(), obj=ScriptInfo(create_app=lambda: app)
))
print("a command that sends a test mail:",
      any("mail" in name for name in commands))
