from functools import wraps

from flask import Flask, abort
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


PEOPLE = {"ada": Person("ada", "editor"), "ben": Person("ben")}
logins.user_loader(PEOPLE.get)


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


@app.post("/enter/<name>")
def enter(name):
    login_user(PEOPLE[name])
    return name


def ask(name=None):
    client = app.test_client()
    if name:
        client.post(f"/enter/{name}")
    answer = client.post("/publish")
    return answer.status_code, answer.text if name == "ada" else ""


print("nobody logged in:", ask()[0])
print("ben, without the role:", ask("ben")[0])
print("ada, an editor:", *ask("ada"))
PEOPLE["ben"].roles.add("editor")
print("ben, made an editor:", ask("ben")[0])
print("ben's own object:", sorted(PEOPLE["ben"].roles))
