from flask import Flask, session


def shop(**keys):
    app = Flask(__name__)
    app.config.update(keys)

    @app.get("/in")
    def enter():
        session["name"] = "ada"
        return "welcome"

    @app.get("/me")
    def me():
        return session.get("name", "nobody")

    return app


def enter(app):
    client = app.test_client()
    client.get("/in")
    return client.get_cookie("session").value


def ask(app, cookie):
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/me").text


cookie = enter(shop(SECRET_KEY="first"))

# region show
after = shop(SECRET_KEY="second", SECRET_KEY_FALLBACKS=["first"])
later = shop(SECRET_KEY="second")
# endregion
print("old signature, old key as fallback:", ask(after, cookie))
print("old signature, fallback removed:", ask(later, cookie))
fresh = enter(after)
print("new signature, read with the new key alone:", ask(later, fresh))
