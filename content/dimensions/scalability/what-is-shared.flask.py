import os
import subprocess
import sys

from flask import Flask, session

visits = 0


# region show
def create_app(key):
    app = Flask(__name__)
    app.secret_key = key

    @app.get("/")
    def home():
        global visits
        visits += 1
        session.setdefault("name", "ada")
        return f"visit {visits}"

    @app.get("/me")
    def me():
        return session.get("name", "anonymous")

    return app
# endregion


def worker(key, cookie):
    """Another process, which gets nothing but the visitor's cookie."""
    client = create_app(key).test_client()
    client.set_cookie("session", cookie)
    print(client.get("/me").text, "|", client.get("/").text)


def ask(key, cookie):
    return subprocess.run(
        [sys.executable, __file__, key, cookie],
        capture_output=True, text=True, check=True,
    ).stdout.strip().split(" | ")


def main():
    client = create_app("same").test_client()
    client.get("/")
    print("global variable, first process:", client.get("/").text)
    cookie = client.get_cookie("session").value
    name, visit = ask("same", cookie)
    print("global variable, second process:", visit)
    print("session, second process, same key:", name)
    print("session, second process, a random key:",
          ask(os.urandom(8).hex(), cookie)[0])


worker(*sys.argv[1:]) if len(sys.argv) > 1 else main()
