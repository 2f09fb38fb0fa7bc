import re

from flask import Flask, abort, redirect, request, url_for
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_admin.form import SecureForm
from flask_babel import Babel
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()
login = LoginManager()


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(UserMixin):
    def __init__(self, name):
        self.id = name

    def may(self, action):
        return action in {"reader": {"list"}, "clerk": {"list", "edit"},
                          "boss": {"list", "edit", "delete"},
                          }.get(self.id, ())


login.user_loader(User)


# region show
class GuardedView(ModelView):
    def is_accessible(self):
        return (current_user.is_authenticated
                and current_user.may("list"))


class StaffView(GuardedView):
    def inaccessible_callback(self, name, **kwargs):
        if current_user.is_authenticated:
            abort(403)
        return redirect(url_for("enter", next=request.path))

    @property
    def can_edit(self):
        return current_user.may("edit")

    @property
    def can_delete(self):
        return current_user.may("delete")
# endregion


class TokenView(ModelView):
    form_base_class = SecureForm


def create_app():
    app = Flask(__name__)
    app.secret_key = "only-here"
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    Babel(app)
    login.init_app(app)
    admin = Admin(app)
    for view, name in ((ModelView, "open"), (GuardedView, "guarded"),
                       (StaffView, "staff"), (TokenView, "token")):
        admin.add_view(view(Item, db, endpoint=name))
    app.add_url_rule("/enter", "enter", enter)
    with app.app_context():
        db.create_all()
    return app


def enter():
    login_user(User(request.args["as"]))
    return "in"


def visitor(app, name):
    client = app.test_client()
    if name != "anonymous":
        client.get(f"/enter?as={name}")
    return client


def rows(app):
    with app.app_context():
        return db.session.scalar(select(func.count(Item.id)))


def stored(app):
    with app.app_context():
        db.session.execute(delete(Item))
        db.session.add_all([Item(id=1, name="lamp"), Item(id=2, name="vase")])
        db.session.commit()


def name_of(app):
    with app.app_context():
        return db.session.get(Item, 1).name


app = create_app()
client = visitor(app, "anonymous")
page = client.get("/admin/open/").status_code
client.post("/admin/open/new/", data={"name": "lamp"})
print(f"plain ModelView: anonymous list {page}, rows added: {rows(app)}")
for name in ("anonymous", "customer"):
    page = visitor(app, name).get("/admin/guarded/").status_code
    print(f"is_accessible() alone: {name} list {page}")
print("index page, anonymous:", client.get("/admin/").status_code)

print("with is_accessible() and inaccessible_callback()")
for name in ("anonymous", "customer", "reader", "clerk", "boss"):
    stored(app)
    client = visitor(app, name)
    page = client.get("/admin/staff/").status_code
    client.post("/admin/staff/edit/?id=1", data={"name": "new"})
    client.post("/admin/staff/delete/", data={"id": 2})
    changed = name_of(app) == "new"
    print(f"  {name:9} list {page}, rows changed: {changed:d}, "
          f"deleted: {2 - rows(app)}")

stored(app)
client = visitor(app, "boss")
answer = client.post("/admin/open/new/", data={"name": "desk"})
print("no CSRF token, plain:       ", answer.status_code,
      "rows added:", rows(app) - 2)
stored(app)
answer = client.post("/admin/token/new/", data={"name": "desk"})
print("no CSRF token, SecureForm:  ", answer.status_code,
      "rows added:", rows(app) - 2)
guarded = create_app()
CSRFProtect(guarded)
stored(guarded)
client = visitor(guarded, "boss")
answer = client.post("/admin/open/new/", data={"name": "desk"})
print("no CSRF token, CSRFProtect: ", answer.status_code,
      "rows added:", rows(guarded) - 2)
page = client.get("/admin/open/new/").text
token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
answer = client.post("/admin/open/new/",
                     data={"name": "desk", "csrf_token": token})
print("token of the page:          ", answer.status_code,
      "rows added:", rows(guarded) - 2)
pages = {rule.endpoint.partition(".")[2] for rule in app.url_map.iter_rules()
         if rule.endpoint.startswith(("admin.", "open."))}
print("pages of the admin:", ", ".join(sorted(pages)))
