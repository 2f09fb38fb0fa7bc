import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_jwt_extended import create_access_token
from flask_migrate import upgrade
from werkzeug.security import generate_password_hash

from conduit import create_app
from conduit.extensions import db
from conduit.models import Article, User

CHEAP_HASH = generate_password_hash("correct horse", method="pbkdf2:sha256:1")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the migrations once; each test gets a copy of the file."""
    database = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    with make_app(database).app_context():
        upgrade()
        db.engine.dispose()
    return database


@pytest.fixture
def app(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    app = make_app(shutil.copy(migrated, tmp_path / "test.sqlite3"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def make_app(database: Path) -> Flask:
    return create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a key for tests, of thirty-two bytes or more",
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{database}",
            "WTF_CSRF_ENABLED": False,
            "MAIL_BACKEND": "locmem",
            "CELERY": {"task_always_eager": True},
        }
    )


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def ann(app: Flask) -> User:
    return make_user("ann")


@pytest.fixture
def ben(app: Flask) -> User:
    return make_user("ben")


@pytest.fixture
def article(ann: User) -> Article:
    article = Article(author=ann, title="On owls", description="Owls", body="Hoo.")
    article.save_with_new_slug()
    db.session.commit()
    return article


def make_user(name: str, **fields: Any) -> User:
    user = User(username=name, email=f"{name}@example.com", **fields)
    user.password_hash = CHEAP_HASH
    db.session.add(user)
    db.session.commit()
    return user


def token_of(user: User) -> dict[str, str]:
    return {"Authorization": f"Token {create_access_token(identity=user)}"}
