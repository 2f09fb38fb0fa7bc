from flask import Flask, session, url_for

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
print("foreign host, as it comes:", client.get("/reset", **evil).text)

# region show
app.config["TRUSTED_HOSTS"] = [".shop.example"]
# endregion

answer = client.get("/reset", **evil)
print("foreign host, with TRUSTED_HOSTS:", answer.status_code)
print("a view that never asks for the host:",
      client.get("/", **evil).status_code)
for host in ("shop.example", "www.shop.example", "shop.example:8000"):
    answer = client.get("/reset", base_url=f"http://{host}")
    print(f"{host}:", answer.status_code)


# region show
def live(app):
    """What a test of your own may ask before a release."""
    answer = app.test_client().get(
        "/reset", base_url="https://shop.example")
    flags = answer.headers["Set-Cookie"]
    return {
        "debug is off": not app.debug,
        "hosts are named": bool(app.config["TRUSTED_HOSTS"]),
        "cookie is Secure": "Secure" in flags,
        "cookie is SameSite": "SameSite" in flags,
        "key is long": len(app.secret_key) >= 32,
    }
# endregion


print("a check that comes with it:", "check" in app.cli.commands)
for question, answer in live(app).items():
    print(f"  {question}: {answer}")
