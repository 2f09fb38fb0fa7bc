import pytest


def test_home(client):
    answer = client.get("/")
    print("client:", answer.status_code, answer.text)


@pytest.mark.parametrize("address", ["/", "/nowhere"])
def test_each(client, address):
    print("parametrized:", address, client.get(address).status_code)


def test_command(runner):
    print("command:", runner.invoke(args=["restock"]).output.strip())
