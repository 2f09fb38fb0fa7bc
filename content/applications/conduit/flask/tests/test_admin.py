import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from conduit.extensions import db
from conduit.models import Article, User

from .conftest import make_user


@pytest.fixture
def staff(app: object) -> User:
    return make_user("staff", is_staff=True)


def log_in(client: FlaskClient, user: User) -> TestResponse:
    data = {"email": user.email, "password": "correct horse"}
    return client.post("/login", data=data)


def test_strangers_are_sent_to_the_login(client: FlaskClient) -> None:
    response = client.get("/admin/article/")
    assert response.location == "/login"


def test_readers_are_refused(client: FlaskClient, ben: User) -> None:
    log_in(client, ben)
    assert client.get("/admin/article/").status_code == 403


def test_staff_hide_and_show_articles(
    client: FlaskClient, staff: User, article: Article
) -> None:
    log_in(client, staff)
    assert article.title in client.get("/admin/article/").text
    for action, hidden in (("hide", True), ("show", False)):
        data = {"action": action, "rowid": str(article.id)}
        response = client.post("/admin/article/action/", data=data)
        assert response.status_code == 302
        db.session.refresh(article)
        assert article.hidden is hidden


def test_staff_edit_an_article(
    client: FlaskClient, staff: User, article: Article
) -> None:
    log_in(client, staff)
    path = f"/admin/article/edit/?id={article.id}"
    data = {"title": "On hawks", "description": "d", "body": "b"}
    assert client.post(path, data=data).status_code == 302
    db.session.refresh(article)
    assert article.title == "On hawks"


def test_staff_delete_an_article(
    client: FlaskClient, staff: User, article: Article
) -> None:
    log_in(client, staff)
    client.post("/admin/article/delete/", data={"id": str(article.id)})
    assert db.session.get(Article, article.id) is None
