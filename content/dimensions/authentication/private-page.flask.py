from flask import Flask, redirect, request, url_for
from flask_login import (
    LoginManager, UserMixin, current_user, login_required, login_user,
    logout_user,
)
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash


class Base(DeclarativeBase):
    pass


app = Flask(__name__)
app.secret_key = "for tests only"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app, model_class=Base)
logins = LoginManager(app)
logins.login_view = "login"


class Customer(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]


@logins.user_loader
def load(id):
    return db.session.get(Customer, int(id))


@app.post("/register")
def register():
    hashed = generate_password_hash(request.form["password"])
    db.session.add(Customer(name=request.form["name"], password=hashed))
    db.session.commit()
    return "registered"


# region show
@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "GET":
        return "the login form", 200
    name = request.form["name"]
    found = db.select(Customer).filter_by(name=name)
    customer = db.session.scalar(found)
    if customer and check_password_hash(
        customer.password, request.form["password"]
    ):
        login_user(customer)
        return redirect(url_for("orders"))
    return "wrong name or password", 200


@app.get("/orders")
@login_required
def orders():
    return f"orders of {current_user.name}"
# endregion


@login_required
@app.get("/invoices")       # wrong order: the route has to be on top
def invoices():
    return "all invoices"


@app.post("/logout")
def logout():
    logout_user()
    return "goodbye"


with app.app_context():
    db.create_all()
browser = app.test_client()
print("endpoints of a new Flask app:",
      [rule.endpoint for rule in Flask("new").url_map.iter_rules()])
print("endpoints added by Flask-Login:",
      {rule.endpoint for rule in app.url_map.iter_rules()}
      - {"static", "register", "login", "orders", "logout",
         "invoices"} or "none")
print("anonymous, login_required above the route:",
      browser.get("/invoices").status_code)
ada = {"name": "ada", "password": "12345"}
print("register with 12345:", browser.post("/register", data=ada).text)
answer = browser.get("/orders")
print("anonymous, private page:", answer.status_code, answer.location)
wrong = browser.post("/login", data={**ada, "password": "54321"})
print("wrong password:", wrong.status_code, wrong.text)
with browser.session_transaction() as stored:
    stored["basket"] = 3
answer = browser.post("/login?next=/basket", data=ada)
print("right password, next=/basket:", answer.status_code, answer.location)
print("logged in, private page:", browser.get("/orders").text)
with browser.session_transaction() as stored:
    print("basket from before login:", stored.get("basket"))
print("GET /logout:", browser.get("/logout").status_code)
print("POST /logout:", browser.post("/logout").status_code)
with browser.session_transaction() as stored:
    print("basket after logout:", stored.get("basket"))
print("logged out, private page:", browser.get("/orders").status_code)
