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
    return session.get("customer", "anonymous")


@app.post("/logout")
def logout():
    session.clear()
    return "goodbye"
# endregion


def ask(cookie):
    """Send one cookie from another browser."""
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/me").text


browser = app.test_client()
browser.post("/login")
cookie = browser.get_cookie("session").value
payload = cookie.split(".")[0]

print("cookie read without the key:", base64_decode(payload).decode())
second = Flask("a second server")
second.secret_key = "first key"
read = second.session_interface.get_signing_serializer(second).loads(cookie)
print("second server with the same key reads:", read)
forge = app.session_interface.get_signing_serializer(app).dumps
print("session forged with the key:", ask(forge({"customer": "eva"})))
print("cookie sent back unchanged:", ask(cookie))

forged = payload[:-3] + "AAA" + cookie[len(payload):]
print("tampered cookie:", ask(forged))

browser.post("/logout")
print("browser after logout:", browser.get("/me").text)
print("cookie replayed after logout:", ask(cookie))

app.secret_key = "second key"
print("cookie after a change of the key:", ask(cookie))
app.config["SECRET_KEY_FALLBACKS"] = ["first key"]
print("old key in SECRET_KEY_FALLBACKS:", ask(cookie))

app.secret_key = None
app.testing = True
print("no SECRET_KEY, read:", browser.get("/me").text)
try:
    browser.post("/login")
except RuntimeError as error:
    print("no SECRET_KEY, write:", type(error).__name__,
          str(error).split(".")[0])
