from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.secret_key = "only-here"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
Babel(app)
login = LoginManager(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(UserMixin):
    def __init__(self, name):
        self.id = name


login.user_loader(User)


# region show
class StaffView(ModelView):
    def is_accessible(self):
        return current_user.get_id() in {"staff", "boss"}

    @property
    def can_delete(self):
        return current_user.get_id() == "boss"


admin = Admin(app)
admin.add_view(ModelView(Item, db, endpoint="open"))
admin.add_view(StaffView(Item, db, endpoint="guarded"))
# endregion


@app.get("/as/<name>")
def enter(name):
    login_user(User(name))
    return "in"


def count():
    return db.session.scalar(select(func.count(Item.id)))


def visitor(name):
    client = app.test_client()
    if name != "nobody":
        client.get(f"/as/{name}")
    return client


with app.app_context():
    db.create_all()
print("without is_accessible")
client = visitor("nobody")
page = client.get("/admin/open/").status_code
client.post("/admin/open/new/", data={"name": "lamp"})
with app.app_context():
    rows = count()
print(f"  nobody    list {page}, rows added: {rows}, no CSRF token asked for")
print("with is_accessible")
for name in ["nobody", "customer", "staff", "boss"]:
    client = visitor(name)
    page = client.get("/admin/guarded/").status_code
    with app.app_context():
        db.session.add(Item(name="vase"))
        db.session.commit()
        before = count()
    client.post("/admin/guarded/delete/", data={"id": before})
    with app.app_context():
        gone = before - count()
    print(f"  {name:9} list {page}, rows deleted: {gone}")
client = visitor("nobody")
print("login page          ", client.get("/admin/login/").status_code)
print("sign-up page        ", client.get("/admin/signup/").status_code)
