from pathlib import Path

from flask import Flask, url_for
from flask_compress import Compress
from werkzeug.test import Client
from whitenoise import WhiteNoise
from whitenoise.compress import main as compress

Path("static").mkdir()
Path("static/style.css").write_text("body { color: navy }\n" * 50)
Path("secret.txt").write_text("top secret")

# region show
app = Flask(__name__)


@app.get("/")
def home():
    return url_for("static", filename="style.css")


app.wsgi_app = WhiteNoise(
    app.wsgi_app, root="static", prefix="static", max_age=3600
)
# endregion


BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
WAYS = ["../secret.txt", "x/../../secret.txt", "/etc/passwd"]


def show(label, server):
    answer = Client(server).get("/static/style.css", headers=BROWSER)
    print(f"{label:24}{answer.status_code} {answer.headers['Cache-Control']}",
          "|", answer.headers.get("Content-Encoding", "not compressed"))
    again = Client(server).get("/static/style.css", headers={
        **BROWSER, "If-None-Match": answer.headers["ETag"]})
    print(f"{'':24}then {again.status_code} for {label}")


show("Flask alone", Flask(__name__))
later = Flask(__name__)
later.config["SEND_FILE_MAX_AGE_DEFAULT"] = 86400
show("max age set", later)
small = Flask(__name__)
Compress(small)
show("Flask-Compress", small)
show("WhiteNoise", app)
compress(["static", "--quiet"])  # python -m whitenoise.compress static
app.wsgi_app = WhiteNoise(
    app.wsgi_app.application, root="static", prefix="static")
show("WhiteNoise, .gz made", app)
print(f"{'traversal':24}"
      f"{[Client(app).get(f'/static/{way}').status_code for way in WAYS]}")
print(f"{'URL in a page':24}{app.test_client().get('/').text}")
result = app.test_cli_runner().invoke(args=["collectstatic"])
print(f"{'flask collectstatic':24}{result.output.splitlines()[-1]}")
