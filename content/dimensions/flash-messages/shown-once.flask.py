from flask import Flask, flash, get_flashed_messages, redirect
from flask import render_template_string, session, url_for

PAGE = """{% for category, text in get_flashed_messages(
  with_categories=true) %}[{{ category }}: {{ text }}]{% endfor %}"""
app = Flask(__name__)
app.secret_key = "only-here"


# region show
@app.post("/order")
def order():
    flash("Order taken.", "success")
    flash("We ship <b>Monday</b>.")
    return redirect(url_for("home"))


@app.get("/")
def home():
    return render_template_string(PAGE)
# endregion


@app.get("/silent")
def silent():
    return "a page that shows no messages"


@app.get("/errors")
def errors():
    return str(get_flashed_messages(category_filter=["error"]))


@app.get("/now")
def now():
    flash("now")
    return str(get_flashed_messages())


@app.get("/waiting")
def waiting():
    return f"{len(session['_flashes'])} in the session"


def show(label, path):
    print(f"{label:24}{client.get(path).text or 'nothing'}")


client = app.test_client()
answer = client.post("/order")
cookies = [c.split("=")[0] for c in answer.headers.getlist("Set-Cookie")]
print("POST /order            ", answer.status_code, answer.location)
print("cookies set            ", cookies)
show("storage", "/waiting")
client.get("/silent")
show("after a silent page", "/")
show("second page", "/")
client.post("/order")
show("errors only", "/errors")
show("page after errors only", "/")
show("in the same request", "/now")
show("page after same request", "/")
client.post("/order")
value = client.get_cookie("session").value
client.set_cookie("session", value[:-1] + "!")
show("cookie tampered with", "/")
