from functools import wraps

from flask import Flask, abort, jsonify, session
from flask_login import (
    LoginManager, UserMixin, current_user, login_required, login_user,
)

app = Flask(__name__)
app.secret_key = "for tests only"
logins = LoginManager(app)


class Person(UserMixin):
    def __init__(self, id, *roles):
        self.id = id
        self.roles = set(roles)


ROLES = {"ada": {"editor"}, "ben": set()}     # the table of a database


@logins.user_loader
def load(id):
    return Person(id, *ROLES[id])


# region show
PUBLISHERS = {"editor", "owner"}


def roles_accepted(*roles):
    def decorate(view):
        @wraps(view)
        @login_required
        def checked(*args, **kwargs):
            if current_user.roles.isdisjoint(roles):
                abort(403)
            return view(*args, **kwargs)
        return checked
    return decorate


@app.post("/publish")
@roles_accepted(*PUBLISHERS)
def publish():
    return f"published by {current_user.id}"
# endregion


@app.get("/login")
def login():
    return "the login form"


@app.post("/enter/<name>")
def enter(name):
    login_user(load(name))
    return jsonify(sorted(session))


def client_of(name=None):
    client = app.test_client()
    if name:
        client.post(f"/enter/{name}")
    return client


print("anonymous, no login_view:", client_of().post("/publish").status_code)
logins.login_view = "login"
answer = client_of().post("/publish")
print("anonymous, with login_view:", answer.status_code, answer.location)
ben = client_of("ben")
print("ben, logged in without the role:", ben.post("/publish").status_code)
answer = client_of("ada").post("/publish")
print("ada, an editor:", answer.status_code, answer.text)
ROLES["ben"].add("editor")
print("the same session, ben made an editor:",
      ben.post("/publish").status_code)
ROLES["ben"].clear()
print("the same session, role removed:", ben.post("/publish").status_code)
print("session keys after login:",
      app.test_client().post("/enter/ben").json)
person = load("ben")
person.roles.add("editor")
print("role added to a loaded object:", "editor" in person.roles)
ROLES["eva"] = {"owner"}
eva = client_of("eva")
print("owner, listed in PUBLISHERS:", eva.post("/publish").status_code)
ROLES["eva"] = {"superuser"}
print("superuser, not listed:", eva.post("/publish").status_code)
