import time
from dataclasses import dataclass
from unittest.mock import patch

from flask import Flask
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.security import generate_password_hash

app = Flask(__name__)
app.secret_key = "for tests only"


@dataclass
class Customer:
    id: int
    password: str


# region show
def signer(customer):       # the hash makes the link single-use
    return URLSafeTimedSerializer(
        app.secret_key, salt="reset" + customer.password)


def make_token(customer):
    return signer(customer).dumps(customer.id)


def check_token(customer, token):
    try:
        return signer(customer).loads(
            token, max_age=3600) == customer.id
    except BadData:
        return False
# endregion


ada = Customer(1, generate_password_hash("cup of tea at five"))
ben = Customer(2, generate_password_hash("another one"))
token = make_token(ada)
print("valid token:", check_token(ada, token))
print("token of another user:", check_token(ben, token))
print("tampered token:", check_token(ada, token[:-3] + "AAA"))
for minutes in (59, 61):
    then = int(time.time()) + minutes * 60
    with patch("itsdangerous.TimestampSigner.get_timestamp",
               lambda self: then):
        print(f"{minutes} minutes later:", check_token(ada, token))
app.secret_key = "another key"
print("other SECRET_KEY:", check_token(ada, token))
app.secret_key = "for tests only"
ada.password = generate_password_hash("a new password")
print("after the password was changed:", check_token(ada, token))
