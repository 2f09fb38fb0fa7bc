from shop import Item
from sqlalchemy import delete, func, select


def number(session):
    return session.scalar(select(func.count(Item.id)))


def test_one_is_renamed(session):
    session.scalars(select(Item)).first().name = "renamed"
    session.commit()
    assert session.scalars(select(Item.name)).first() == "renamed"


def test_all_are_deleted(session):
    session.execute(delete(Item))
    session.commit()
    assert number(session) == 0


def test_the_next_test_has_all_of_them(session):
    names = session.scalars(select(Item.name).order_by(Item.id)).all()
    print("\nsays: after a test that deleted all:", names)
    assert number(session) == 3
