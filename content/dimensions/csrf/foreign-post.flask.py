from flask import Flask, render_template_string
from flask_wtf.csrf import CSRFProtect, CSRFError


def order():
    return "ordered"


def make_app():
    app = Flask(__name__)
    app.secret_key = "for tests only"
    app.add_url_rule("/orders", view_func=order, methods=["GET", "POST"])
    return app


plain = make_app()

# region show
app = make_app()
csrf = CSRFProtect(app)


@app.get("/form")
def form():
    return render_template_string("{{ csrf_token() }}")


@app.errorhandler(CSRFError)
def refused(error):
    return error.description, 400


@app.post("/payment-notice")
@csrf.exempt
def payment_notice():
    return "noted"
# endregion

print("without protection, POST:",
      plain.test_client().post("/orders").status_code)
browser, other = app.test_client(), app.test_client()
answer = browser.post("/orders")
print("POST without a token:", answer.status_code, answer.text)
token = browser.get("/form").text
sent = {"csrf_token": token}
print("POST with the token:", browser.post("/orders", data=sent).status_code)
other.get("/form")
print("the same token from another browser:",
      other.post("/orders", data=sent).text)
print("GET:", browser.get("/orders").status_code)
print("an exempt view:", browser.post("/payment-notice").status_code)

EVIL = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
answer = browser.post("/orders", data=sent, headers=EVIL)
print("right token, foreign origin, HTTP:", answer.status_code)
answer = browser.post("/orders", data=sent, headers=EVIL,
                      base_url="https://localhost")
print("right token, foreign origin, HTTPS:", answer.status_code, answer.text)
