from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.record_queries import get_recorded_queries
from sqlalchemy import ForeignKey, event, select
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, joinedload, mapped_column, relationship,
    selectinload,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author")


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="articles")


app = Flask(__name__)
app.config.update(SQLALCHEMY_DATABASE_URI="sqlite://",
                  SQLALCHEMY_RECORD_QUERIES=True)
db.init_app(app)
app.app_context().push()
db.create_all()
db.session.add_all(
    Author(name=f"Author {n}",
           articles=[Article(title=f"A{n}"), Article(title=f"B{n}")])
    for n in range(1, 6))
db.session.commit()

sent = []


@event.listens_for(db.engine, "before_cursor_execute")
def note(conn, cursor, sql, *rest):
    sent.append(sql)


def show(label, loop, query):
    db.session.expunge_all()      # forget what was loaded before
    sent.clear()
    loop(db.session.scalars(query).unique())
    print(f"{label}: {len(sent)}")


# region show
def forward(articles):
    return [a.author.name for a in articles]


def backward(authors):
    return [[a.title for a in one.articles] for one in authors]


articles, authors = select(Article), select(Author)
show("10 articles, author of each", forward, articles)
show("articles, joined", forward,
     articles.options(joinedload(Article.author)))
show("articles, second query", forward,
     articles.options(selectinload(Article.author)))
show("5 authors, articles of each", backward, authors)
show("authors, second query", backward,
     authors.options(selectinload(Author.articles)))
# endregion

show("authors, joined", backward, authors.options(joinedload(Author.articles)))
one = str(articles.options(joinedload(Article.author)))
print("joined with:",
      "LEFT OUTER JOIN" if "LEFT OUTER JOIN" in one else "JOIN")
one = str(articles.options(joinedload(Article.author, innerjoin=True)))
print("joined with, innerjoin=True:",
      "LEFT OUTER JOIN" if "LEFT OUTER JOIN" in one else "JOIN")
only_a = Author.articles.and_(Article.title.startswith("A"))
db.session.expunge_all()
sent.clear()
rows = backward(db.session.scalars(
    authors.options(selectinload(only_a))))
print("some of them, in a second query:", len(sent), rows[0])

for article in db.session.scalars(articles):
    db.session.delete(article)
db.session.add_all(Article(title="C", author=Author(name=f"New {n}"))
                   for n in range(1, 11))
db.session.commit()
show("10 articles by 10 authors", forward, articles)

with app.app_context():             # as a test would
    forward(db.session.scalars(articles))
    print("get_recorded_queries():", len(get_recorded_queries()))
