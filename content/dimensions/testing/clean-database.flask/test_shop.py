import factory
import pytest
from flask_sqlalchemy.record_queries import get_recorded_queries
from sqlalchemy import func, select

from shop import Customer, create_app, db, pay, sent


# region show
@pytest.fixture
def store():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://",
                     SQLALCHEMY_RECORD_QUERIES=True)
    with app.app_context():
        db.create_all()
        yield db.session
        db.session.remove()
        db.drop_all()


def test_one(store):
    print("test one starts with", count(store), "customers")
    store.add(Customer(name="ada"))
    store.commit()
    print("test one ends with", count(store))


def test_two(store):
    print("test two starts with", count(store), "customers")
    before = len(get_recorded_queries())
    list(store.scalars(select(Customer)))
    seen = get_recorded_queries()[before:]
    assert len(seen) == 1
# endregion
    print("statements counted:",
          [query.statement.split()[0] for query in seen])


class CustomerFactory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        model = Customer
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731

    name = factory.Sequence(lambda n: f"customer {n}")


def count(store):
    return store.scalar(select(func.count()).select_from(Customer))


def test_factory(store):
    print("database of the tests:", db.engine.url.database or "in memory")
    CustomerFactory.create_batch(3)
    print("customers made by factory_boy:", count(store))


def test_mail(store):
    pay("ada")
    print("sent after the commit:", sent)
