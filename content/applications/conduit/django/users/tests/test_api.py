import pytest

from users.models import User


@pytest.mark.django_db
def test_registering_makes_a_user(api):
    body = {"user": {"username": "eve", "email": "eve@example.com", "password": "x"}}
    response = api.post("/api/users", body)
    assert response.status_code == 201
    api.credentials(HTTP_AUTHORIZATION=f"Token {response.json()['user']['token']}")
    assert api.get("/api/user").json()["user"]["username"] == "eve"


@pytest.mark.parametrize("name", ["username", "email"])
def test_a_name_is_taken_once(api, ann, name):
    user = {"username": "eve", "email": "eve@example.com", "password": "x"}
    response = api.post("/api/users", {"user": {**user, name: getattr(ann, name)}})
    assert response.status_code == 422
    assert response.json()["errors"][name] == ["has already been taken"]


def test_the_token_of_an_inactive_user_is_refused(api, ann):
    user = {"email": ann.email, "password": "correct horse"}
    token = api.post("/api/users/login", {"user": user}).json()["user"]["token"]
    User.objects.update(is_active=False)
    response = api.get("/api/user", headers={"Authorization": f"Token {token}"})
    assert response.status_code == 401
    assert response.json()["errors"]["token"] == ["is invalid"]


def test_following_is_one_way(api, ann, ben):
    api.force_authenticate(ben)
    api.post("/api/profiles/ann/follow")
    assert api.get("/api/profiles/ann").json()["profile"]["following"] is True
    api.force_authenticate(ann)
    assert api.get("/api/profiles/ben").json()["profile"]["following"] is False
