from flask.testing import FlaskClient
from sqlalchemy import func, select

from conduit.extensions import db
from conduit.models import Article, Comment, Tag, User, slugify

from .conftest import token_of


def test_a_slug_keeps_letters_and_digits() -> None:
    assert slugify("  Ways, to  train -- Über! ") == "ways-to-train-uber"


def test_equal_titles_get_different_slugs(ann: User, article: Article) -> None:
    other = Article(author=ann, title=article.title, description="d", body="b")
    other.save_with_new_slug()
    assert other.slug.startswith("on-owls-")


def test_a_title_is_required(client: FlaskClient, ann: User) -> None:
    body = {"article": {"description": "d", "body": "b"}}
    response = client.post("/api/articles", json=body, headers=token_of(ann))
    assert response.status_code == 422
    assert response.json["errors"]["title"] == ["can't be blank"]


def test_only_the_author_changes_an_article(
    client: FlaskClient, ben: User, article: Article
) -> None:
    path = f"/api/articles/{article.slug}"
    response = client.put(path, json={"article": {}}, headers=token_of(ben))
    assert response.status_code == 403


def test_new_tags_replace_the_old_ones(
    client: FlaskClient, ann: User, article: Article
) -> None:
    path = f"/api/articles/{article.slug}"
    for tags in (["a", "b"], ["b", "c"], []):
        body = {"article": {"tagList": tags}}
        response = client.put(path, json=body, headers=token_of(ann))
        assert response.json["article"]["tagList"] == tags
    assert db.session.scalar(select(func.count(Tag.id))) == 0


def test_hidden_articles_are_left_out(client: FlaskClient, article: Article) -> None:
    article.hidden = True
    db.session.commit()
    assert client.get("/api/articles").json["articlesCount"] == 0
    assert client.get(f"/api/articles/{article.slug}").status_code == 404


def test_comments_go_with_their_article(
    client: FlaskClient, ann: User, article: Article
) -> None:
    db.session.add(Comment(article=article, author=ann, body="Quite."))
    db.session.commit()
    response = client.delete(f"/api/articles/{article.slug}", headers=token_of(ann))
    assert response.status_code == 204
    assert db.session.scalar(select(func.count(Comment.id))) == 0
