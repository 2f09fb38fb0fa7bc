from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, lazyload, mapped_column, raiseload,
    relationship, selectinload,
)


class Base(DeclarativeBase):
    pass


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app, model_class=Base)
sent = []


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author")


def prepare():
    app.app_context().push()
    db.create_all()
    db.session.add_all(
        Author(name=f"Author {n}",
               articles=[Article(title=f"A{n}"), Article(title=f"B{n}")])
        for n in range(1, 6))
    db.session.commit()
    event.listen(db.engine, "before_cursor_execute",
                 lambda conn, cursor, sql, *rest: sent.append(sql))


def show(label, query):
    db.session.expunge_all()      # forget what was loaded before
    sent.clear()
    try:
        names = [a.author.name for a in db.session.scalars(query)]
        print(f"{label}: {len(sent)} for {len(names)} articles")
    except InvalidRequestError as error:
        print(f"{label}:", error)


# region show
class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey(Author.id))
    author: Mapped[Author] = relationship(
        back_populates="articles", lazy="selectin")
    strict: Mapped[Author] = relationship(
        viewonly=True, lazy="raise")


prepare()
articles = select(Article)
show("lazy='selectin' on the model", articles)
show("lazyload() on the query",
     articles.options(lazyload(Article.author)))
show("raiseload('*') on the query",
     articles.options(raiseload("*")))
# endregion

try:
    print(db.session.scalars(articles).first().strict)
except InvalidRequestError as error:
    print("lazy='raise' on the model:", error)
sent.clear()
db.session.expunge_all()
for author in db.session.scalars(
        select(Author).options(selectinload(Author.articles))):
    list(author.articles)
print("selectinload(), the other direction:", len(sent), "for 5 authors")
