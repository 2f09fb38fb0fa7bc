import pytest
from sqlalchemy import event, func, select

from shop import Customer, create_app, db

# region show
@pytest.fixture
def store():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://")
    with app.app_context():
        db.create_all()
        yield db.session
        db.session.remove()
        db.drop_all()


@pytest.fixture
def statements(store):
    seen = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(conn, cursor, sql, *rest):
        seen.append(sql.split()[0])

    return seen
# endregion


def count(store):
    return store.scalar(select(func.count()).select_from(Customer))


def test_one(store, statements):
    print("database of the tests:", db.engine.url.database or "in memory")
    print("test one starts with", count(store), "customers")
    store.add(Customer(name="ada"))
    store.commit()
    print("test one ends with", count(store))


def test_two(store, statements):
    print("test two starts with", count(store), "customers")
    statements.clear()
    list(store.scalars(select(Customer)))
    assert len(statements) == 1
    print("statements counted:", statements)
