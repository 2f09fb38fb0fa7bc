import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from conduit.extensions import db
from conduit.models import User

from .conftest import token_of


def test_registering_makes_a_user(client: FlaskClient) -> None:
    body = {"user": {"username": "eve", "email": "eve@example.com", "password": "x"}}
    response = client.post("/api/users", json=body)
    assert response.status_code == 201
    headers = {"Authorization": f"Token {response.json['user']['token']}"}
    assert client.get("/api/user", headers=headers).json["user"]["username"] == "eve"


def test_login_hashes_the_password_for_an_unknown_email(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("conduit.models.generate_password_hash", hashed.append)
    body = {"user": {"email": "no@example.com", "password": "guess"}}
    assert client.post("/api/users/login", json=body).status_code == 401
    assert hashed == ["guess"]


@pytest.mark.parametrize("name", ["username", "email"])
def test_a_name_is_taken_once(client: FlaskClient, ann: User, name: str) -> None:
    body = {"user": {"username": "eve", "email": "eve@example.com", "password": "x"}}
    body["user"][name] = getattr(ann, name)
    response = client.post("/api/users", json=body)
    assert response.status_code == 422
    assert response.json["errors"][name] == ["has already been taken"]


def test_the_token_of_a_deleted_user_is_refused(client: FlaskClient, ann: User) -> None:
    headers = token_of(ann)
    db.session.delete(ann)
    db.session.commit()
    response = client.get("/api/user", headers=headers)
    assert response.status_code == 401
    assert response.json["errors"]["token"] == ["is invalid"]


def test_following_is_one_way(client: FlaskClient, ann: User, ben: User) -> None:
    client.post("/api/profiles/ann/follow", headers=token_of(ben))
    seen = client.get("/api/profiles/ann", headers=token_of(ben))
    assert seen.json["profile"]["following"] is True
    seen = client.get("/api/profiles/ben", headers=token_of(ann))
    assert seen.json["profile"]["following"] is False


def test_the_command_makes_staff(app: Flask) -> None:
    arguments = ["create-staff", "sue", "sue@example.com", "--password", "pass phrase"]
    result: Result = app.test_cli_runner().invoke(args=arguments)
    assert result.output == "Created sue.\n"
    user = db.session.scalar(select(User).where(User.username == "sue"))
    assert user is not None
    assert user.is_staff
    assert user.check_password("pass phrase")
