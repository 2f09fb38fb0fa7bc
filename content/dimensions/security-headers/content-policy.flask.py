import re

from flask import Flask, render_template_string
from flask_talisman import Talisman

app = Flask(__name__)
PAGE = "<script nonce='{{ csp_nonce() }}'>start()</script>"

# region show
talisman = Talisman(
    app, force_https=False,
    content_security_policy={
        "default-src": "'self'",
        "script-src": "'self'",
    },
    content_security_policy_nonce_in=["script-src"],
)


@app.get("/")
def shop():
    return render_template_string(PAGE)


@app.get("/map")
@talisman(content_security_policy={"default-src": "*"})
def map():
    return "a map from elsewhere"
# endregion


def policy(answer):
    text = answer.headers.get("Content-Security-Policy", "none")
    return re.sub(r"nonce-[^']+", "nonce-N", text)


client = app.test_client()
answer = client.get("/")
print("CSP header:", policy(answer))
nonce = re.search(r"'nonce-(.+?)'", str(answer.headers))[1]
print("nonce in the page's script:", nonce in answer.text)
other = re.search(r"'nonce-(.+?)'", str(client.get("/").headers))[1]
print("same nonce in the next response:", nonce == other)
print("policy of one view:", policy(client.get("/map")))
plain = Flask(__name__)
plain.add_url_rule("/", view_func=lambda: "the shop")
print("without the extension:", policy(plain.test_client().get("/")))
watched = Flask(__name__)
Talisman(watched, force_https=False,
         content_security_policy={"default-src": "'self'"},
         content_security_policy_report_only=True,
         content_security_policy_report_uri="/csp-report")
watched.add_url_rule("/", view_func=lambda: "the shop")
headers = watched.test_client().get("/").headers
print("report only:", headers.get("Content-Security-Policy-Report-Only"),
      "| enforced:", policy(watched.test_client().get("/")))
