import pytest


def test_home(client):
    answer = client.get("/")
    print("client:", answer.status_code, answer.text)


def test_add(client):
    answer = client.post("/items", json={"name": "cup"})
    assert answer.status_code == 201
    assert answer.json == {"name": "cup"}


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_each(client, path):
    print("parametrized:", path, client.get(path).status_code)


def test_command(runner):
    print("command:", runner.invoke(args=["restock"]).output.strip())
