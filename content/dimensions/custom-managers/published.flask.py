from datetime import date

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship,
    selectinload,
)
from werkzeug.exceptions import NotFound


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
TODAY = date(2026, 5, 4)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: WriteOnlyMapped["Article"] = relationship(
        back_populates="author")
    written: Mapped[list["Article"]] = relationship(viewonly=True)


# region show
class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    day: Mapped[date | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="articles")

    @hybrid_property
    def is_published(self):
        return self.day is not None and self.day <= TODAY

    @is_published.inplace.expression
    @classmethod
    def _is_published_sql(cls):
        return cls.day <= TODAY


def published():
    return select(Article).where(Article.is_published)


def by(query, name):
    return query.join(Article.author).where(Author.name == name)


def with_comments(query):
    return (query.add_columns(func.count(Comment.id))
            .outerjoin(Comment).group_by(Article.id))
# endregion


class Comment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))


class NoteQuery(Query):
    def published(self):
        return self.filter(Note.day <= TODAY)

    def titled(self, title):
        return self.filter(Note.title == title)


class Note(db.Model):
    query_class = NoteQuery
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    day: Mapped[date]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
ada, bob = Author(name="Ada"), Author(name="Bob")
for title, day, author in [("News", date(2026, 5, 1), ada),
                           ("Draft", None, ada),
                           ("Notes", date(2026, 5, 2), ada),
                           ("Later", date(2026, 6, 1), bob)]:
    db.session.add(Article(title=title, day=day, author=author))
    db.session.flush()
db.session.add_all([Comment(article_id=1), Comment(article_id=1),
                    Note(title="old", day=date(2026, 5, 1)),
                    Note(title="new", day=date(2026, 6, 1))])
db.session.commit()


def titles(query):
    return [article.title for article in
            db.session.scalars(query.order_by(Article.id))]


print("published:", titles(published()))
print("chained:", titles(by(published(), "Ada")))
print("in the other order:", titles(
    by(select(Article), "Ada").where(Article.is_published)))
print("articles of Ada:", titles(
    ada.articles.select().where(Article.is_published)))
print("with comments:", [
    (article.title, comments) for article, comments in
    db.session.execute(with_comments(published()))])
draft = db.session.scalar(select(Article).filter_by(title="Draft"))
print("one object:", draft.is_published)

authors = select(Author).join(Article).where(Article.is_published)
print("authors, by the hybrid across the join:",
      [author.name for author in db.session.scalars(authors)])
authors = select(Author).where(Author.articles.any(Article.is_published))
print("authors, by any():",
      [author.name for author in db.session.scalars(authors)])

live = selectinload(Author.written.and_(Article.is_published))
print("prefetched:", [
    (author.name, [article.title for article in author.written])
    for author in db.session.scalars(
        select(Author).options(live).order_by(Author.id)
        .execution_options(populate_existing=True))])

try:
    db.first_or_404(published().where(Article.id == draft.id))
except NotFound:
    print("first_or_404(), a draft: 404")
print("first_or_404(), News:",
      db.first_or_404(published().where(Article.id == 1)).title)
print("query_class, chained:",
      [note.title for note in Note.query.published().titled("old")])
print("select() has its methods:", hasattr(select(Note), "published"))
