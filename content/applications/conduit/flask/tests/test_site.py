import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_mailman import EmailMessage
from sqlalchemy import func, select

from conduit.confirmation import confirm, signer
from conduit.extensions import db
from conduit.models import Article, User

SIGN_UP = {
    "username": "eve",
    "email": "eve@example.com",
    "password": "correct horse",
    "repeat": "correct horse",
}


@pytest.fixture
def outbox(app: Flask) -> list[EmailMessage]:
    state = app.extensions["mailman"]
    state.outbox = []
    return state.outbox


def test_the_home_page_escapes_titles(client: FlaskClient, article: Article) -> None:
    article.title = "<b>Owls</b>"
    db.session.commit()
    assert "<h2>&lt;b&gt;Owls&lt;/b&gt;</h2>" in client.get("/").text


def test_signing_up_sends_a_link_that_confirms(
    client: FlaskClient, outbox: list[EmailMessage]
) -> None:
    response = client.post("/sign-up", data=SIGN_UP, follow_redirects=True)
    assert "Welcome, eve." in response.text
    [message] = outbox
    assert message.to == ["eve@example.com"]
    link = re.search(r"https?://localhost(/confirm/\S+)", message.body)
    assert link is not None
    page = client.get(link[1], follow_redirects=True)
    assert "Your address is confirmed." in page.text
    user = db.session.scalar(select(User))
    assert user is not None
    assert user.email_confirmed_at is not None


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("email", "no address", "Invalid email address."),
        ("password", "short", "Field must be between 8 and 128 characters long."),
        ("repeat", "other", "Field must be equal to password."),
        ("username", "ann", "A user with that username already exists."),
    ],
)
def test_a_bad_form_comes_back(
    client: FlaskClient, ann: User, name: str, value: str, message: str
) -> None:
    response = client.post("/sign-up", data={**SIGN_UP, name: value})
    assert response.status_code == 200
    assert message in response.text
    assert db.session.scalar(select(func.count(User.id))) == 1


def test_a_form_needs_its_token(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/sign-up", data=SIGN_UP).status_code == 400


def test_a_changed_link_confirms_nothing(ann: User) -> None:
    token = signer().dumps(ann.id)
    assert not confirm(token[:-1])
    assert ann.email_confirmed_at is None
