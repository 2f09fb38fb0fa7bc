from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship()


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    words: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    comments: Mapped[list["Comment"]] = relationship()


class Comment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
for name, lengths in (("Ada", (900, 300)), ("Ben", (500,)), ("Cleo", ())):
    db.session.add(Author(name=name, articles=[
        Article(title=f"{name} {words}", words=words,
                comments=[Comment(), Comment()]) for words in lengths]))
db.session.commit()


# region show
count = func.count(Article.id)
grouped = (
    select(Author.name, count, func.avg(Article.words))
    .outerjoin(Author.articles)
    .group_by(Author.id).having(count > 0)
    .order_by(Author.name))

longest = (
    select(Article.title).where(Article.author_id == Author.id)
    .order_by(Article.words.desc()).limit(1)
    .scalar_subquery())
with_longest = select(Author.name, longest)

rank = func.rank().over(
    partition_by=Article.author_id,
    order_by=Article.words.desc()).label("rank")
ranked = select(Article.title, rank)
# endregion


def rows(query):
    return [tuple(row) for row in db.session.execute(query)]


print("group by, having:", rows(grouped))
print("subquery:", rows(with_longest.order_by(Author.name)))
print("window function:", rows(ranked.order_by(Article.title)))
inner = ranked.subquery()
print("top of each group:", [title for title, in rows(
    select(inner.c.title).where(inner.c.rank == 1).order_by(inner.c.title))])


def counted(articles, comments):
    return (select(articles, comments).select_from(Author)
            .join(Author.articles).join(Article.comments)
            .where(Author.name == "Ada"))


print("two joins counted:", *rows(
    counted(count, func.count(Comment.id))))
print("with distinct():", *rows(counted(
    func.count(Article.id.distinct()), func.count(Comment.id.distinct()))))
