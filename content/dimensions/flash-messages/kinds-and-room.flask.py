import warnings

from cachelib import FileSystemCache
from flask import Flask, flash, get_flashed_messages, session
from flask_session import Session

app = Flask(__name__)
app.secret_key = "only-here"


# region show
@app.get("/kinds")
def kinds():
    flash("a detail", "debug")
    flash("a warning", "warning")
    flash("anything", "mouse")
    flash("no category named")
    return get_flashed_messages(with_categories=True)


@app.get("/long")
def long():
    flash(" ".join(str(number) for number in range(2000)))
    return ""
# endregion


@app.get("/sizes")
def sizes():
    return str(len(session["_flashes"][0][1]))


answer = app.test_client().get("/kinds").json
print("debug, warning, mouse   ", [category for category, text in answer])
with warnings.catch_warnings(record=True) as caught:
    answer = app.test_client().get("/long")
cookies = answer.headers.getlist("Set-Cookie")
print("a long one, cookies     ", [c.split("=")[0] for c in cookies])
limit = app.config["MAX_COOKIE_SIZE"]
print(f"over {limit} bytes         ", len(cookies[0]) > limit)
print("warning                 ", str(caught[0].message).split(":")[0])
app.secret_key = None
with app.test_request_context():
    try:
        flash("x")
    except RuntimeError as error:
        text = f"{type(error).__name__}: {error}"
        print("no secret key           ", text.partition(". ")[0])

app.config.update(SESSION_TYPE="cachelib",
                  SESSION_CACHELIB=FileSystemCache("sessions"))
Session(app)
client = app.test_client()
cookie = client.get("/long").headers["Set-Cookie"]
print("Flask-Session, the same ", f"over {limit} bytes:", len(cookie) > limit,
      "| stored:", client.get("/sizes").text, "characters")
