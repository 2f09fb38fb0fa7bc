import pytest
from shop import Item, app, db
from sqlalchemy import event


# region show
@pytest.fixture(scope="module")
def rows():
    """Make the rows once for all tests of a module."""
    with app.app_context():
        db.create_all()
        db.session.add_all(
            Item(name=f"item {n}") for n in range(3))
        db.session.commit()
        yield
        db.drop_all()


@pytest.fixture
def session(rows):
    """Give a test a session whose commits are undone."""
    engine = db.engine
    with engine.connect() as connection:
        outer = connection.begin()
        db.engines[None] = connection
        yield db.session
        db.session.remove()
        outer.rollback()
    db.engines[None] = engine
# endregion


@pytest.fixture(scope="session", autouse=True)
def count():
    """Count the rows that are written."""
    written = []
    with app.app_context():
        @event.listens_for(db.engine, "before_cursor_execute")
        def note(connection, cursor, statement, values, context, many):
            if statement.startswith("INSERT"):
                written.append(len(values) if many else 1)
    yield
    print(f"\nsays: rows written for three tests: {sum(written)}")
