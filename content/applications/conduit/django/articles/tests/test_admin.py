import pytest
from django.urls import reverse

from users.models import User

LIST = "admin:articles_article_changelist"


@pytest.mark.django_db
def test_strangers_are_sent_to_the_login(client):
    response = client.get(reverse(LIST))
    assert response.url.startswith(reverse("admin:login"))


def test_readers_are_sent_to_the_login(client, ben):
    client.force_login(ben)
    assert client.get(reverse(LIST)).status_code == 302


@pytest.fixture
def staff_client(client, db):
    staff = User.objects.create_superuser("staff", "staff@example.com", "pass phrase")
    client.force_login(staff)
    return client


def test_staff_hide_and_show_articles(staff_client, article):
    for action, hidden in (("hide", True), ("show", False)):
        data = {"action": action, "_selected_action": [article.pk]}
        response = staff_client.post(reverse(LIST), data, follow=True)
        assert f"{'Hidden' if hidden else 'Shown'} articles: 1" in response.text
        article.refresh_from_db()
        assert article.hidden is hidden


def test_staff_write_no_articles(staff_client):
    assert staff_client.get(reverse("admin:articles_article_add")).status_code == 403
