import sys

from measure import first_response

# the sample environments hold it too; Flask-Admin does without
sys.modules["flask_babel"] = None

# region show
from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SECRET_KEY"] = "for this sample"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
Migrate(app, db)
CSRFProtect(app)
login = LoginManager(app)


class User(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


Admin(app).add_view(ModelView(User, db))
# endregion


@login.user_loader
def load(key):
    return db.session.get(User, key)


first_response("first page of the admin", app, "/admin/")
