from magazine import Article, Author, Tag, session, show
from sqlalchemy import delete, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError


def saved(statement):
    """Execute a statement and commit; return how many rows it met."""
    try:
        count = session.execute(statement).rowcount
    except IntegrityError as error:
        return f"IntegrityError: {error.orig}"
    session.commit()
    return count


# region show
def insert_one():
    session.add(Tag(name="new"))
    session.commit()


def insert_many():
    session.add_all([Tag(name="one"), Tag(name="two")])
    session.commit()


def change_one():
    article = session.get(Article, 1)
    article.words = 310
    session.commit()


def object_in_memory():
    article = session.get(Article, 1)
    session.execute(
        update(Article).where(Article.id == 1).values(words=400))
    return article.words


def different_values():
    session.execute(update(Article), [
        {"id": 1, "words": 310}, {"id": 2, "words": 910}])
    session.commit()


def add_tag():
    article = session.get(Article, 4)
    article.tags.append(session.get(Tag, 1))
    session.commit()


def replace_tags():
    article = session.get(Article, 4)
    article.tags = [session.get(Tag, 2)]
    session.commit()


def clear_tags():
    article = session.get(Article, 4)
    article.tags.clear()
    session.commit()


def delete_one():
    session.delete(session.get(Article, 4))
    session.commit()


IDIOMS = {
    "insert": insert_one,
    "insert many": insert_many,
    "insert unless there": lambda: saved(
        insert(Tag).values(name="food").on_conflict_do_nothing()),
    "insert or update": lambda: saved(
        insert(Tag).values(name="food").on_conflict_do_update(
            index_elements=["name"], set_={"name": "food"})),
    "change one": change_one,
    "update many": lambda: saved(update(Article).where(
        Article.words < 100).values(words=60)),
    "update by expression": lambda: saved(update(Article).where(
        Article.words == 60).values(words=Article.words + 1)),
    "object in memory": object_in_memory,
    "different values": different_values,
    "add to a many-to-many": add_tag,
    "replace a many-to-many": replace_tags,
    "empty a many-to-many": clear_tags,
    "delete one": delete_one,
    "delete many": lambda: saved(
        delete(Tag).where(Tag.name.in_(["one", "two"]))),
    "delete many parents": lambda: saved(
        delete(Author).where(Author.name == "Ben")),
}
# endregion

show(IDIOMS)
