import warnings

from flask import Flask, flash, get_flashed_messages

app = Flask(__name__)
app.secret_key = "only-here"


# region show
@app.get("/kinds")
def kinds():
    flash("a detail", "debug")
    flash("a warning", "warning")
    flash("anything", "mouse")
    return get_flashed_messages(with_categories=True)


@app.get("/long")
def long():
    flash(" ".join(str(number) for number in range(2000)))
    return ""
# endregion


answer = app.test_client().get("/kinds").json
print("three kinds       ", [category for category, text in answer])
with warnings.catch_warnings(record=True) as caught:
    answer = app.test_client().get("/long")
cookies = answer.headers.getlist("Set-Cookie")
print("a long one, cookie", [c.split("=")[0] for c in cookies])
limit = app.config["MAX_COOKIE_SIZE"]
print(f"over {limit} bytes   ", len(cookies[0]) > limit)
print("warned            ", bool(caught))
app.secret_key = None
with app.test_request_context():
    try:
        flash("x")
    except Exception as error:
        print("no secret key     ", type(error).__name__)
