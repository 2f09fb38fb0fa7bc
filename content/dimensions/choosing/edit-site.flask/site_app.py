from flask import Flask, redirect, render_template_string, url_for
from flask_admin import Admin, AdminIndexView
from flask_admin.contrib.sqla import ModelView
from flask_admin.form import SecureForm
from flask_login import LoginManager, UserMixin, current_user
from flask_login import login_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash
from wtforms import PasswordField, StringField

db, login = SQLAlchemy(), LoginManager()


class Staff(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    secret: Mapped[str]


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80))


class LoginForm(FlaskForm):
    name = StringField()
    password = PasswordField()


class StaffOnly:
    def is_accessible(self):
        return current_user.is_authenticated

    def inaccessible_callback(self, name, **kwargs):
        return redirect(url_for("enter"))


class Home(StaffOnly, AdminIndexView):
    pass


class Articles(StaffOnly, ModelView):
    form_base_class = SecureForm
    column_searchable_list = ["title"]


@login.user_loader
def load(key):
    return db.session.get(Staff, int(key))


def enter():
    form = LoginForm()
    if form.validate_on_submit():
        query = db.select(Staff).filter_by(name=form.name.data)
        found = db.session.scalar(query)
        typed = form.password.data
        if found and check_password_hash(found.secret, typed):
            login_user(found)
            return redirect(url_for("admin.index"))
    return render_template_string(
        "<form method=post>{{ form.hidden_tag() }}{{ form.name() }}"
        "{{ form.password() }}<button>Enter</button></form>",
        form=form,
    )


def create_app(config):
    app = Flask(__name__)
    app.config.update(config)
    db.init_app(app)
    login.init_app(app)
    methods = ["GET", "POST"]
    app.add_url_rule("/enter", view_func=enter, methods=methods)
    admin = Admin(app, index_view=Home())
    admin.add_view(Articles(Article, db))
    return app
