from flask import Flask
from flask_mailman import EmailMessage, Mail

# region show
app = Flask(__name__)
app.config.update(
    MAIL_DEFAULT_SENDER="shop@example.com",
    MAIL_SERVER="127.0.0.1",
    MAIL_PORT=1,  # no server listens there
)
mail = Mail(app)


def send(subject, connection=None):
    return EmailMessage(
        subject, "Hello", to=["ada@example.com"],
        connection=connection,
    ).send()
# endregion


with app.app_context():
    try:
        send("Bill")
    except ConnectionRefusedError as error:
        print("server down, send() in the request:", type(error).__name__)
    other = mail.get_connection(backend="locmem")
    print("second backend:", send("News", other), mail.outbox[0].subject)
    quiet = mail.get_connection(fail_silently=True)
    print("failing silently:", send("Bill", quiet))
    print("named mailers in the configuration:",
          any("MAILERS" in key for key in app.config))
