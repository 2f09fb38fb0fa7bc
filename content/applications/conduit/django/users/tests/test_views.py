import re

import pytest
from django.core import signing
from django.test import Client
from pytest_django.asserts import assertContains

from users.confirmation import SALT, confirm
from users.models import User

SIGN_UP = {
    "username": "eve",
    "email": "eve@example.com",
    "password1": "correct horse",
    "password2": "correct horse",
}


@pytest.mark.django_db
def test_signing_up_sends_a_link_that_confirms(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/sign-up", SIGN_UP)
    assertContains(client.get(response.url), "Welcome, eve.")
    [message] = mailoutbox
    assert message.to == ["eve@example.com"]
    link = re.search(r"http://testserver(/confirm/\S+)", message.body)
    page = client.get(link[1], follow=True)
    assertContains(page, "Your address is confirmed.")
    assert User.objects.get().email_confirmed_at is not None


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("email", "no address", "Enter a valid email address."),
        ("password2", "other words", "The two password fields didn’t match."),
        ("username", "ann", "A user with that username already exists."),
    ],
)
def test_a_bad_form_comes_back(client, ann, name, value, message):
    response = client.post("/sign-up", {**SIGN_UP, name: value})
    assertContains(response, message)
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_form_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-up", SIGN_UP).status_code == 403


def test_a_changed_link_confirms_nothing(ann):
    token = signing.dumps(ann.pk, salt=SALT)
    assert not confirm(token[:-1])
    ann.refresh_from_db()
    assert ann.email_confirmed_at is None
