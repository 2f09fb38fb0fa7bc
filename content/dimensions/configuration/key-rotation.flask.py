from flask import Flask, session
from flask_login import decode_cookie, encode_cookie


def shop(**keys):
    app = Flask(__name__)
    app.config.update(keys)

    @app.get("/in")
    def enter():
        session["name"] = "ada"
        return "welcome"

    @app.get("/me")
    def me():
        return session.get("name", "anonymous")

    return app


def enter(app):
    client = app.test_client()
    client.get("/in")
    return client.get_cookie("session").value


def ask(app, cookie):
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/me").text


before = shop(SECRET_KEY="first")
cookie = enter(before)

# region show
after = shop(SECRET_KEY="second", SECRET_KEY_FALLBACKS=["first"])
later = shop(SECRET_KEY="second")
# endregion
print("old signature, old key as fallback:", ask(after, cookie))
print("old signature, fallback removed:", ask(later, cookie))
fresh = enter(after)
print("new signature, read with the new key alone:", ask(later, fresh))
with before.app_context():
    remembered = encode_cookie("ada")
with after.app_context():
    print("remember cookie of Flask-Login, old key as fallback:",
          decode_cookie(remembered))
