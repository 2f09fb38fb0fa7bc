import pytest
from rest_framework.test import APIClient

from articles.models import Article
from users.models import User


@pytest.fixture
def api():
    return APIClient()


@pytest.fixture
def ann(db):
    return User.objects.create_user("ann", "ann@example.com", "correct horse")


@pytest.fixture
def ben(db):
    return User.objects.create_user("ben", "ben@example.com", "correct horse")


@pytest.fixture
def article(ann):
    article = Article(author=ann, title="On owls", description="Owls", body="Hoo.")
    article.save_with_new_slug()
    return article
