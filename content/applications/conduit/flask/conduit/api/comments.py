from typing import Any

from flask import Blueprint
from flask_jwt_extended import current_user, jwt_required
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from ..errors import ApiError
from ..extensions import db
from ..models import Article, Comment, User
from .articles import require_author
from .schemas import CommentSchema, load_body

bp = Blueprint("comments", __name__, url_prefix="/articles/<slug>/comments")
comment_schema = CommentSchema()


@bp.get("")
@jwt_required(optional=True)
def list_all(slug: str) -> dict[str, Any]:
    comments = db.session.scalars(comments_of(slug))
    return {"comments": comment_schema.dump(comments, many=True)}


@bp.post("")
@jwt_required()
def create(slug: str) -> dict[str, Any]:
    article_id = get_article_id(slug)
    data = load_body(comment_schema, "comment")
    comment = Comment(article_id=article_id, author=current_user, **data)
    db.session.add(comment)
    db.session.commit()
    return {"comment": comment_schema.dump(get_comment(slug, comment.id))}


@bp.delete("/<int(max=2147483647):pk>")
@jwt_required()
def delete(slug: str, pk: int) -> tuple[str, int]:
    comment = get_comment(slug, pk)
    require_author(comment)
    db.session.delete(comment)
    db.session.commit()
    return "", 204


def get_article_id(slug: str) -> int:
    chosen = Article.visible().where(Article.slug == slug)
    article_id = db.session.scalar(chosen.with_only_columns(Article.id))
    if article_id is None:
        raise ApiError(404, article="not found")
    return article_id


def comments_of(slug: str) -> Select[tuple[Comment]]:
    """Select an article's comments as the current user sees them."""
    author = selectinload(Comment.author).options(User.seen_by(current_user))
    return (
        select(Comment)
        .where(Comment.article_id == get_article_id(slug))
        .order_by(Comment.created_at.desc(), Comment.id.desc())
        .options(author)
        .execution_options(populate_existing=True)
    )


def get_comment(slug: str, pk: int) -> Comment:
    comment = db.session.scalar(comments_of(slug).where(Comment.id == pk))
    if comment is None:
        raise ApiError(404, comment="not found")
    return comment
