from click.testing import CliRunner
from flask import Flask, session, url_for
from flask.cli import FlaskGroup

app = Flask(__name__)
app.secret_key = "for tests only"


@app.get("/")
def shop():
    return "shop"


@app.get("/reset")
def reset():
    session["seen"] = True
    return url_for("reset", _external=True)


client = app.test_client()
evil = {"base_url": "http://evil.example"}
print("unknown host, default:", client.get("/reset", **evil).text)

# region show
app.config["TRUSTED_HOSTS"] = [".shop.example"]
# endregion

answer = client.get("/reset", **evil)
print("unknown host, TRUSTED_HOSTS set:", answer.status_code)
print("the same, a view that does not use the host:",
      client.get("/", **evil).status_code)
for host in ("shop.example", "www.shop.example", "shop.example:8000",
             "evilshop.example"):
    answer = client.get("/reset", base_url=f"http://{host}")
    print(f"{host}:", answer.status_code)


# region show
def live(app):
    """What a test of your own can check before a release."""
    answer = app.test_client().get(
        "/reset", base_url="https://shop.example")
    flags = answer.headers["Set-Cookie"]
    return {
        "debug is off": not app.debug,
        "TRUSTED_HOSTS is set": bool(app.config["TRUSTED_HOSTS"]),
        "cookie is Secure": "Secure" in flags,
        "cookie is SameSite": "SameSite" in flags,
        "secret key has 32 characters": len(app.secret_key) >= 32,
    }
# endregion


answer = CliRunner().invoke(
    FlaskGroup(create_app=lambda: app), ["check", "--deploy"])
print("flask check --deploy:", answer.output.strip().splitlines()[-1])
for question, answer in live(app).items():
    print(f"  {question}: {answer}")
