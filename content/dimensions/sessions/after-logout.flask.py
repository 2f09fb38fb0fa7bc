from flask import Flask, session
from itsdangerous.encoding import base64_decode

app = Flask(__name__)
app.secret_key = "first key"


# region show
@app.post("/login")
def login():
    session["customer"] = "ada"
    session["basket"] = 3
    return "welcome"


@app.get("/me")
def me():
    return session.get("customer", "nobody")


@app.post("/logout")
def logout():
    session.clear()
    return "goodbye"
# endregion


def ask(cookie):
    """Send one cookie from a browser that knows nothing else."""
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/me").text


browser = app.test_client()
browser.post("/login")
cookie = browser.get_cookie("session").value
payload = cookie.split(".")[0]

print("read without the key:", base64_decode(payload).decode())
second = Flask("a second server")
second.secret_key = "first key"
read = second.session_interface.get_signing_serializer(second).loads(cookie)
print("a second server with the same key reads:", read)
print("cookie sent back as it is:", ask(cookie))

forged = payload[:-3] + "AAA" + cookie[len(payload):]
print("cookie changed by the browser:", ask(forged))

browser.post("/logout")
print("browser after logout:", browser.get("/me").text)
print("a copy of the cookie after logout:", ask(cookie))

app.secret_key = "second key"
print("a copy after a change of the key:", ask(cookie))
app.config["SECRET_KEY_FALLBACKS"] = ["first key"]
print("the same, old key in SECRET_KEY_FALLBACKS:", ask(cookie))

app.secret_key = None
app.testing = True
print("no key at all, read:", browser.get("/me").text)
try:
    browser.post("/login")
except RuntimeError as error:
    print("no key at all, written:", type(error).__name__,
          str(error).split(".")[0])
