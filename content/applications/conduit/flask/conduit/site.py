from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from sqlalchemy.orm import joinedload

from .confirmation import confirm, request_confirmation
from .extensions import db, login_manager
from .forms import LoginForm, SignUpForm
from .models import Article, User

bp = Blueprint("site", __name__)


@login_manager.user_loader
def load_user(user_id: str) -> User | None:
    return db.session.get(User, int(user_id))


# region page
@bp.get("/")
def home() -> str:
    articles = Article.visible().options(joinedload(Article.author))
    number = request.args.get("page", "1")
    if not number.isdecimal() or len(number) > 9:
        abort(404)
    page = db.paginate(articles, page=int(number), per_page=10)
    return render_template("home.html", page=page)


# endregion


# region sign-up
@bp.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    form = SignUpForm()
    if not form.validate_on_submit():
        return render_template("sign_up.html", form=form)
    user = User(username=form.username.data, email=form.email.data)
    user.set_password(form.password.data)
    db.session.add(user)
    db.session.commit()
    request_confirmation(user)
    flash(f"Welcome, {user.username}. Please confirm your address.")
    return redirect(url_for(".home"))


# endregion


@bp.get("/confirm/<token>")
def confirm_email(token: str) -> ResponseReturnValue:
    if confirm(token):
        flash("Your address is confirmed.")
    else:
        flash("This link is not valid or has expired.")
    return redirect(url_for(".home"))


@bp.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Log in for the back office; the API has tokens instead."""
    form = LoginForm()
    if form.validate_on_submit():
        user = User.authenticate(form.email.data, form.password.data)
        if user is not None:
            login_user(user)
            return redirect(url_for("admin.index"))
        form.password.errors = ["Wrong email or password."]
    return render_template("login.html", form=form)


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    logout_user()
    return redirect(url_for(".home"))
