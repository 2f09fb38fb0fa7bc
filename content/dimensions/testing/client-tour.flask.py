from flask import Flask, redirect, render_template_string, request, session
from flask import template_rendered
from flask_login import FlaskLoginClient, LoginManager, UserMixin
from flask_login import current_user

app = Flask(__name__)
app.secret_key = "for tests only"
login = LoginManager(app)


class Customer(UserMixin):
    def __init__(self, id):
        self.id = id


@login.user_loader
def load(id):
    return Customer(id)


@app.post("/items")
def add():
    return {"name": request.json["name"]}, 201


@app.get("/old")
def old():
    return redirect("/items")


@app.get("/items")
def items():
    return render_template_string("{{ rows|length }} items", rows=["cup"])


@app.get("/basket")
def basket():
    return f"{session.get('basket', 0)} in the basket"


@app.get("/me")
def me():
    return f"customer {current_user.get_id()}"


@app.get("/broken")
def broken():
    raise ValueError("no such price")


# region show
client = app.test_client()

answer = client.post("/items", json={"name": "cup"})
print("POST JSON:", answer.status_code, answer.json)

answer = client.get("/old", follow_redirects=True)
passed = [one.location for one in answer.history]
print("redirects followed:", passed, answer.text)

with client.session_transaction() as stored:
    stored["basket"] = 3
print("session set first:", client.get("/basket").text)

app.test_client_class = FlaskLoginClient
with app.test_client(user=Customer("ada")) as ada:
    print("logged in:", ada.get("/me").text)
# endregion

seen = []
with template_rendered.connected_to(
    lambda sender, template, context: seen.append(context["rows"]), app
):
    client.get("/items")
print("template context:", seen[0])

app.logger.disabled = True
print("view raises, plain client:", client.get("/broken").status_code)
app.testing = True
try:
    client.get("/broken")
except ValueError as error:
    print("view raises, app.testing = True:", repr(error))

app.testing = False
app.test_client_class = FlaskLoginClient
ada, visitor = app.test_client(user=Customer("ada")), app.test_client()
print("two clients:", ada.get("/me").text, "|", visitor.get("/me").text)
with app.app_context():
    print("two clients inside app_context():",
          ada.get("/me").text, "|", visitor.get("/me").text)

with app.test_request_context("/basket?page=2", method="POST"):
    print("request without a client:", request.method, request.args["page"])
with app.test_request_context():
    print("host name in tests:", request.host)
