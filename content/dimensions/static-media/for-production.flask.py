from pathlib import Path

from flask import Flask, url_for
from werkzeug.test import Client
from whitenoise import WhiteNoise

Path("static").mkdir()
Path("static/style.css").write_text("body { color: navy }\n")

# region show
app = Flask(__name__)


@app.get("/")
def home():
    return url_for("static", filename="style.css")


app.wsgi_app = WhiteNoise(
    app.wsgi_app, root="static", prefix="static", max_age=3600
)
# endregion


def show(label, server):
    answer = Client(server).get("/static/style.css")
    print(f"{label:20}{answer.status_code} {answer.headers['Cache-Control']}")
    again = Client(server).get("/static/style.css", headers={
        "If-None-Match": answer.headers["ETag"]})
    print(f"{'':20}asked again: {again.status_code}")


show("Flask alone", Flask(__name__))
show("with WhiteNoise", app)
print("address in a page  ", app.test_client().get("/").text)
later = Flask(__name__)
later.config["SEND_FILE_MAX_AGE_DEFAULT"] = 86400
show("with a max age", later)
print("a collect command  ", "collect" in " ".join(app.cli.commands))
