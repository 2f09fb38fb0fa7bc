from flask import Flask, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user

app = Flask(__name__)
app.secret_key = "for tests only"
logins = LoginManager(app)


class Customer(UserMixin):
    id = "ada"


@logins.user_loader
def load(id):
    return Customer()


# region show
def public(view):
    view.public = True
    return view


@app.before_request
def only_with_login():
    view = app.view_functions.get(request.endpoint)
    if view is None or getattr(view, "public", False):
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("login", next=request.path))


@app.get("/invoices")       # written later, nothing marked
def invoices():
    return "all invoices"
# endregion


@app.get("/")
@public
def front():
    return "the front page"


@app.route("/login", methods=["GET", "POST"])
@public
def login():
    if request.method == "POST":
        login_user(Customer())
    return "the login form"


client = app.test_client()
print("public view:", client.get("/").status_code)
answer = client.get("/invoices")
print("unmarked view, anonymous:", answer.status_code, answer.location)
print("URL without a route:", client.get("/nowhere").status_code)
print("static files:", client.get("/static/logo.svg").status_code)
client.post("/login")
print("unmarked view, logged in:", client.get("/invoices").text)
