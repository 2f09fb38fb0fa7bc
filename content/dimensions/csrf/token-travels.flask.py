import time
from unittest.mock import patch

from flask import Flask, request, session
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf

app = Flask(__name__)
app.secret_key = "for tests only"


# region show
CSRFProtect(app)


@app.get("/token")
def token():
    return {"token": generate_csrf()}


@app.put("/items/1")
def save():
    return {"saved": True}
# endregion


@app.errorhandler(CSRFError)
def refused(error):
    return error.description, 400


@app.get("/login")
def login():
    if "clear" in request.args:
        session.clear()
    session["customer"] = "ada"
    return "welcome"


browser = app.test_client()
answer = browser.get("/token")
token = answer.json["token"]
print("cookies set with the token:",
      [one.split("=")[0] for one in answer.headers.getlist("Set-Cookie")],
      "| HttpOnly:", "HttpOnly" in answer.headers["Set-Cookie"])
body = {"json": {"price": 5}}
answer = browser.put("/items/1", **body)
print("JSON, no token:", answer.status_code, answer.text)
answer = browser.put("/items/1", headers={"X-CSRFToken": token}, **body)
print("JSON, token in X-CSRFToken:", answer.status_code)
browser.get("/login")
answer = browser.put("/items/1", headers={"X-CSRFToken": token}, **body)
print("token from before the login:", answer.status_code)
other = app.test_client()
late = other.get("/token").json["token"]
other.get("/login?clear=1")
answer = other.put("/items/1", headers={"X-CSRFToken": late}, **body)
print("the same, login view clears the session:", answer.status_code)
with patch("itsdangerous.TimestampSigner.get_timestamp",
           lambda self: int(time.time()) + 2 * 3600):
    answer = browser.put("/items/1", headers={"X-CSRFToken": token})
print("two hours later:", answer.status_code, answer.text)

alone = Flask(__name__)
alone.secret_key = "for tests only"


@alone.post("/orders")
def orders():
    return f"form is valid: {FlaskForm().validate_on_submit()}"


@alone.post("/items")
def items():
    return "accepted"


client = alone.test_client()
print("FlaskForm alone, no token:", client.post("/orders").text,
      "| view without a form:", client.post("/items").text)
