import re
from urllib.parse import urljoin, urlsplit

from flask import Flask, redirect, request, url_for

app = Flask(__name__)

# region show
LOCAL_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")


@app.post("/login")
def login():                # after the password check
    target = request.args.get("next", "")
    if not LOCAL_PATH.fullmatch(target):
        target = url_for("orders")
    return redirect(target)
# endregion


@app.get("/orders")
def orders():
    return "orders"


@app.post("/unchecked")
def unchecked():
    return redirect(request.args["next"])


def same_host(target):      # a check that many tutorials show
    host = "http://localhost/"
    return urlsplit(urljoin(host, target)).netloc == urlsplit(host).netloc


client = app.test_client()
for target in ("/basket", "https://evil.example/", "//evil.example/",
               "/\\evil.example/", "http:///evil.example/",
               "javascript:alert(1)"):
    sent = client.post("/login", query_string={"next": target}).location
    print(f"next={target}:", sent, "| startswith('/'):",
          target.startswith("/"), "| same host by urljoin():",
          same_host(target))
answer = client.post("/unchecked?next=https://evil.example/")
print("without a check:", answer.status_code, answer.location)
