import sqlite3

from flask import Flask, json, session
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SecureCookieSession, SessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user
from mako.template import Template


# region show
class SortedLists(DefaultJSONProvider):
    def dumps(self, value, **options):
        return super().dumps(sorted(value), **options)


class InMemory(SessionInterface):
    data = SecureCookieSession()

    def open_session(self, app, request):
        return self.data

    def save_session(self, app, session, response):
        pass


app = Flask(__name__)
app.json = SortedLists(app)
app.session_interface = InMemory()
login = LoginManager(app)
# endregion

app.secret_key = "for this sample"


class Customer(UserMixin):
    id = "ada"


class Plain:
    id = "bo"


@login.user_loader
def load(key):
    return {"ada": Customer()}.get(key)


@app.get("/items")
def items():
    session["seen"] = True
    return json.dumps(["lamp", "chair"])


@app.get("/mako")
def mako():
    return Template("Hello ${name}").render(name="Ada")


@app.get("/database")
def database():
    row = sqlite3.connect(":memory:").execute("SELECT 6 * 7").fetchone()
    return str(row[0])


@app.get("/login")
def log_in():
    login_user(Customer())
    return current_user.id


@app.get("/plain")
def log_in_plain():
    try:
        login_user(Plain())
    except AttributeError as error:
        return f"{type(error).__name__}: {error}"


client = app.test_client()
print("another JSON encoder:", client.get("/items").text)
print("another session store:", "seen" in InMemory.data)
print("another template engine:", client.get("/mako").text)
print("a query without an ORM:", client.get("/database").text)
print("login of a plain object:", client.get("/plain").text)
print("login of one with UserMixin:", client.get("/login").text)
