import re

from flask import Blueprint, Flask, render_template_string
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError, CSRFProtect

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"]


def order():
    return "ordered"


def make_app():
    app = Flask(__name__)
    app.secret_key = "for tests only"
    app.add_url_rule("/orders", view_func=order, methods=METHODS)
    return app


plain = make_app()

# region show
app = make_app()
csrf = CSRFProtect(app)


@app.get("/form")
def form():
    return render_template_string("""<form method="post">
<input type="hidden" name="csrf_token"
       value="{{ csrf_token() }}"></form>""")


@app.errorhandler(CSRFError)
def refused(error):
    return error.description, 400


@app.post("/payment-notice")
@csrf.exempt
def payment_notice():
    return "noted"


api = Blueprint("api", __name__, url_prefix="/api")
csrf.exempt(api)            # bearer tokens, no cookies
# endregion


@csrf.exempt
@app.post("/other-order")
def other_order():
    return "noted"


@api.post("/orders")
def api_order():
    return "ordered"


@app.get("/form-class")
def form_class():
    return render_template_string("{{ form.hidden_tag() }}",
                                  form=FlaskForm())


app.register_blueprint(api)

print("without CSRFProtect, POST:",
      plain.test_client().post("/orders").status_code)
browser, other = app.test_client(), app.test_client()
answer = browser.post("/orders")
print("POST without a token:", answer.status_code, answer.text)
page = browser.get("/form").text
token = re.search('value="(.+?)"', page)[1]
print("form field:", " ".join(page.replace(token, "TOKEN").split()))
hidden = browser.get("/form-class").text
print("hidden_tag():", re.sub('value=".+?"', 'value="TOKEN"', hidden))
sent = {"csrf_token": token}
print("POST with the token:", browser.post("/orders", data=sent).status_code)
other.get("/form")
print("the same token from another browser:",
      other.post("/orders", data=sent).text)
for method in METHODS:
    print(f"{method} without a token:",
          browser.open("/orders", method=method).status_code)
print("exempt below the route:", browser.post("/payment-notice").status_code)
print("exempt above the route:", browser.post("/other-order").status_code)
bearer = {"Authorization": "Bearer abc"}
print("POST with a bearer token only:",
      browser.post("/orders", headers=bearer).status_code)
print("the same, in an exempt blueprint:",
      browser.post("/api/orders", headers=bearer).status_code)

EVIL = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
answer = browser.post("/orders", data=sent, headers=EVIL)
print("valid token, foreign origin, HTTP:", answer.status_code)
answer = browser.post("/orders", data=sent, headers=EVIL,
                      base_url="https://localhost")
print("valid token, foreign origin, HTTPS:", answer.status_code, answer.text)
answer = browser.post("/orders", data=sent, base_url="https://localhost")
print("valid token, no Referer, HTTPS:", answer.status_code, answer.text)
