from typing import Any

from flask import Blueprint, request
from flask_jwt_extended import current_user, jwt_required
from sqlalchemy import Select, func, select

from ..errors import ApiError
from ..extensions import db
from ..models import Article, Comment, Tag, User, favorites, follows, now
from .schemas import ArticleSchema, WindowSchema, load_body

MAX_LIMIT = 100

bp = Blueprint("articles", __name__, url_prefix="/articles")
article_schema = ArticleSchema()
summary_schema = ArticleSchema(exclude=["body"], many=True)
window_schema = WindowSchema()


@bp.get("")
@jwt_required(optional=True)
def list_all() -> dict[str, Any]:
    articles = Article.visible()
    if (tag := request.args.get("tag")) is not None:
        articles = articles.where(Article.tags.any(Tag.name == tag))
    if (username := request.args.get("author")) is not None:
        articles = articles.where(Article.author.has(User.username == username))
    if (username := request.args.get("favorited")) is not None:
        readers = select(favorites.c.article_id).join(User)
        chosen = readers.where(User.username == username)
        articles = articles.where(Article.id.in_(chosen))
    return window_of(articles)


# region feed
@bp.get("/feed")
@jwt_required()
def feed() -> dict[str, Any]:
    followed = select(follows.c.followed_id).where(
        follows.c.follower_id == current_user.id
    )
    return window_of(Article.visible().where(Article.author_id.in_(followed)))


def window_of(articles: Select[tuple[Article]]) -> dict[str, Any]:
    """Return the part of the articles that the request asks for."""
    window = window_schema.load(request.args)
    count = select(func.count()).select_from(articles.order_by(None).subquery())
    part = articles.limit(min(window["limit"], MAX_LIMIT)).offset(window["offset"])
    return {
        "articles": summary_schema.dump(db.session.scalars(for_reader(part))),
        "articlesCount": db.session.scalar(count),
    }


# endregion


@bp.post("")
@jwt_required()
def create() -> tuple[dict[str, Any], int]:
    data = load_body(article_schema, "article")
    names = data.pop("tags", [])
    article = Article(author=current_user, **data)
    article.save_with_new_slug()
    article.set_tags(names)
    db.session.commit()
    return show(article.slug), 201


@bp.get("/<slug>")
@jwt_required(optional=True)
def show(slug: str) -> dict[str, Any]:
    return {"article": article_schema.dump(get_article(slug))}


# region update
@bp.put("/<slug>")
@jwt_required()
def update(slug: str) -> dict[str, Any]:
    article = get_article(slug)
    require_author(article)
    data = load_body(article_schema, "article", partial=True)
    names = data.pop("tags", None)
    renamed = data.get("title", article.title) != article.title
    for name, value in data.items():
        setattr(article, name, value)
    if renamed:
        article.save_with_new_slug()
    if names is not None:
        article.set_tags(names)
    article.updated_at = now()
    db.session.commit()
    return show(article.slug)


# endregion


@bp.delete("/<slug>")
@jwt_required()
def delete(slug: str) -> tuple[str, int]:
    article = get_article(slug)
    require_author(article)
    db.session.delete(article)
    db.session.commit()
    return "", 204


# region favorite
@bp.post("/<slug>/favorite")
@jwt_required()
def favorite(slug: str) -> dict[str, Any]:
    article = get_article(slug)
    if not article.favorited:
        article.favorited_by.add(current_user)
        db.session.commit()
    return show(slug)


@bp.delete("/<slug>/favorite")
@jwt_required()
def unfavorite(slug: str) -> dict[str, Any]:
    article = get_article(slug)
    if article.favorited:
        article.favorited_by.remove(current_user)
        db.session.commit()
    return show(slug)


# endregion


def for_reader(articles: Select[tuple[Article]]) -> Select[tuple[Article]]:
    """Load what depends on the current user, afresh where it was loaded before."""
    return articles.options(*Article.seen_by(current_user)).execution_options(
        populate_existing=True
    )


def get_article(slug: str) -> Article:
    article = db.session.scalar(
        for_reader(Article.visible().where(Article.slug == slug))
    )
    if article is None:
        raise ApiError(404, article="not found")
    return article


# region authorisation
def require_author(item: Article | Comment) -> None:
    """Let only its author change an article or a comment."""
    if item.author_id != current_user.id:
        raise ApiError(403, **{item.__tablename__: "forbidden"})


# endregion
