import pytest

from shop import create_app

# region show
@pytest.fixture
def app():
    return create_app(TESTING=True, CURRENCY="GBP")


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def runner(app):
    return app.test_cli_runner()
# endregion
