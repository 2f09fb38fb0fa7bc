import sqlite3
from collections import Counter

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, ForeignKey, event, func, select
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)
from sqlalchemy.schema import CreateTable


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


@event.listens_for(Engine, "connect")
def enforce_keys(connection, record):
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA foreign_keys=ON")


# region show
class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        cascade="all, delete-orphan")       # SQLAlchemy deletes
    comments: Mapped[list["Comment"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True)               # the database deletes


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("author.id"))


class Comment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("author.id", ondelete="CASCADE"))
# endregion


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session
sent, heard = [], []


@event.listens_for(db.engine, "before_cursor_execute")
def note(conn, cursor, sql, *rest):
    words = sql.split()
    sent.append(f"{words[0]} {words[words.index('FROM') + 1]}")


for model, name in ((Article, "articles"), (Comment, "comments")):
    event.listen(model, "after_delete",
                 lambda m, c, target: heard.append(type(target).__name__))
    event.remove(db.engine, "before_cursor_execute", note)
    ada = Author(name="Ada")
    setattr(ada, name, [model() for _ in range(3)])
    session.add(ada)
    session.commit()
    key = ada.id
    session.expunge_all()
    ada = session.get(Author, key)
    event.listen(db.engine, "before_cursor_execute", note)
    heard.clear(), sent.clear()
    session.delete(ada)
    session.commit()
    print(f"{model.__name__}: {sent}")
    print("  left:",
          session.scalar(select(func.count()).select_from(model)))
    print("  after_delete events:", dict(Counter(heard)))

print("ON DELETE CASCADE in the table:", "ON DELETE CASCADE" in str(
    CreateTable(Comment.__table__)))

event.remove(db.engine, "before_cursor_execute", note)
ada = Author(name="Ada", comments=[Comment() for _ in range(3)])
session.add(ada)
session.commit()
print("comments loaded first:", len(ada.comments))
heard.clear()
session.delete(ada)
session.commit()
print("  after_delete events:", dict(Counter(heard)))
