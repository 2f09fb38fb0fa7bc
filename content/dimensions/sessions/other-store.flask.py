from pathlib import Path

import flask_session
from cachelib import FileSystemCache
from flask import Flask, session
from flask_session import Session

# region show
app = Flask(__name__)
app.config["SESSION_TYPE"] = "cachelib"
app.config["SESSION_CACHELIB"] = FileSystemCache("sessions")
Session(app)


@app.post("/login")
def login():
    app.session_interface.regenerate(session)    # a new id
    session["customer"] = "ada"
    return "welcome"


@app.post("/logout")
def logout():
    session.clear()
    return "goodbye"
# endregion


@app.post("/basket")
def basket():
    session["basket"] = 3
    return "filled"


@app.get("/me")
def me():
    return session.get("customer", "anonymous")


def ask(cookie):
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/me").text


browser = app.test_client()
browser.post("/basket")
before = browser.get_cookie("session").value
browser.post("/login")
cookie = browser.get_cookie("session").value
print("ada in the cookie:", "ada" in cookie, "| its length:", len(cookie))
print("a new id at login:", cookie != before)
print("cookie sent back unchanged:", ask(cookie))
browser.post("/logout")
print("cookie replayed after logout:", ask(cookie))

folders = Path(flask_session.__file__).parent.iterdir()
print("Flask-Session backends:", sorted(
    one.name for one in folders if (one / "__init__.py").exists()))
