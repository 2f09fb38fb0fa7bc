from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, func, select
from sqlalchemy.exc import ArgumentError, IntegrityError, NoResultFound
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, configure_mappers, mapped_column, relationship,
)
from sqlalchemy.orm.exc import DetachedInstanceError


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author", cascade="all, delete-orphan"
    )


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    words: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("author.id"))
    author: Mapped[Author] = relationship(
        back_populates="articles")
# endregion


def work():
    ada = Author(name="Ada")
    note = Article(title="Note", words=90)
    ada.articles = [Article(title="Engines", words=900), note]
    db.session.add(ada)
    db.session.commit()
    note.words = 120
    db.session.commit()
    long = select(Article).where(Article.words > 500)
    print("more than 500 words:",
          [a.title for a in db.session.scalars(long)])
    print("by Ada:", len(ada.articles))


def statements(action):
    seen = []

    def note(conn, cursor, sql, *rest):
        seen.append(sql.split(" (")[0])

    event.listen(db.engine, "before_cursor_execute", note)
    action()
    event.remove(db.engine, "before_cursor_execute", note)
    return seen


class Review(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(backref="reviews")


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)

with app.app_context():
    session = db.session
    db.create_all()
    work()
    print("tables:", Author.__tablename__, Article.__tablename__)
    print("columns:", [c.name for c in Article.__table__.columns])

    try:
        class Keyless(Base):
            __tablename__ = "keyless"
            name: Mapped[str]
    except ArgumentError as error:
        print("no primary key declared:", str(error).partition(" for ")[0])
    configure_mappers()
    print("reverse end by backref:", hasattr(Author, "reviews"))

    new = Author(name="Grace")
    print("after session.add():", statements(lambda: session.add(new)))
    print("after commit():",
          [s.split()[0] for s in statements(session.commit)])
    print("its key:", new.id)
    session.add(Author(name="Edith"))
    print("a query with a pending object:", [s.split()[0] for s in statements(
        lambda: session.scalar(select(Author.name)))])
    session.rollback()

    note = select(Article).where(Article.title == "Note")
    first, again = session.scalar(note), session.scalar(note)
    print("same row read twice, same object:", first is again)

    first.title = "Notes"
    print("one field changed:", statements(session.commit)[0])

    none = select(Article).where(Article.title == "Nothing")
    print("no such row, scalar():", session.scalar(none))
    try:
        session.scalars(none).one()
    except NoResultFound as error:
        print("no such row, one():", type(error).__name__, "-", error)

    session.add(Author())
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        print("name left out:", type(error).__name__, "-", error.orig)

    ada = session.scalar(select(Author).where(Author.name == "Ada"))
    print("delete() returns:", session.delete(ada))
    session.commit()
    print("articles left:",
          session.scalar(select(func.count()).select_from(Article)))
    grace = session.scalar(select(Author).where(Author.name == "Grace"))
    session.add(Review(author=grace))
    session.commit()
    session.delete(grace)
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        print("no cascade:", type(error).__name__, "-", error.orig)
    expired = Author(name="Lin")
    session.add(expired)
    session.commit()
    kept = session.scalar(select(Author).where(Author.name == "Grace"))

print("after the app context, loaded attribute:", kept.name)
try:
    print(kept.articles)
except DetachedInstanceError as error:
    print("after the app context, lazy relationship:", type(error).__name__)
try:
    print(expired.name)
except DetachedInstanceError as error:
    print("after commit() and the app context:", type(error).__name__)
