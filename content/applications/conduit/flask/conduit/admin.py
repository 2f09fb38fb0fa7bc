from typing import Any

from flask import Flask, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_admin import Admin, AdminIndexView
from flask_admin.actions import action
from flask_admin.contrib.sqla import ModelView
from flask_login import current_user
from sqlalchemy import update

from .extensions import db
from .models import Article, Comment, Tag, User


# region access
class StaffMixin:
    """Open a view to staff: others log in, or are refused."""

    def is_accessible(self) -> bool:
        return current_user.is_authenticated and current_user.is_staff

    def inaccessible_callback(self, name: str, **kwargs: Any) -> ResponseReturnValue:
        if current_user.is_authenticated:
            abort(403)
        return redirect(url_for("site.login"))


class StaffIndexView(StaffMixin, AdminIndexView):
    pass


# endregion


# region articles
class ArticleView(StaffMixin, ModelView):
    can_create = False
    column_list = ["title", "author", "created_at", "hidden"]
    column_default_sort = ("created_at", True)
    column_filters = ["hidden"]
    column_searchable_list = ["title", "author.username"]
    form_columns = ["title", "description", "body", "hidden"]
    inline_models = [Tag]

    @action("hide", "Hide selected articles")
    def hide(self, ids: list[str]) -> None:
        self.set_hidden(ids, hidden=True)

    @action("show", "Show selected articles")
    def show(self, ids: list[str]) -> None:
        self.set_hidden(ids, hidden=False)

    def set_hidden(self, ids: list[str], *, hidden: bool) -> None:
        chosen = Article.id.in_([int(pk) for pk in ids])
        db.session.execute(update(Article).where(chosen).values(hidden=hidden))
        db.session.commit()
        flash(f"{'Hidden' if hidden else 'Shown'} articles: {len(ids)}")


# endregion


class CommentView(StaffMixin, ModelView):
    can_create = False
    column_list = ["body", "author", "article", "created_at"]
    column_default_sort = ("created_at", True)
    column_searchable_list = ["body"]
    form_columns = ["body"]


class UserView(StaffMixin, ModelView):
    can_create = False
    column_list = ["username", "email", "email_confirmed_at", "is_staff"]
    column_searchable_list = ["username", "email"]
    form_columns = ["username", "email", "bio", "image", "is_staff"]


def init_app(app: Flask) -> None:
    admin = Admin(app, name="Conduit", index_view=StaffIndexView())
    admin.add_view(ArticleView(Article, db, name="Articles"))
    admin.add_view(CommentView(Comment, db, name="Comments"))
    admin.add_view(UserView(User, db, name="Users"))
