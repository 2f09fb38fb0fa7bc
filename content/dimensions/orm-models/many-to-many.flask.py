from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey, func, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.associationproxy import (
    AssociationProxy, association_proxy,
)
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
article_tag = db.Table(
    "article_tag",
    Column("article_id", ForeignKey("article.id"),
           primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True))


class Tag(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        secondary=article_tag, back_populates="tags")


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    tags: Mapped[list[Tag]] = relationship(
        secondary=article_tag, back_populates="articles")
    bylines: Mapped[list["Byline"]] = relationship(
        cascade="all, delete-orphan")
    authors: AssociationProxy[list["Author"]] = (
        association_proxy("bylines", "author"))


class Byline(db.Model):             # the table, with a column
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id"), primary_key=True)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("author.id"), primary_key=True)
    place: Mapped[int]
    author: Mapped["Author"] = relationship()
# endregion


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session

print("tables:", sorted(inspect(db.engine).get_table_names()))
tea, food = Article(title="On tea"), Tag(name="food")
tea.tags.append(food)
session.add(tea)
session.commit()
print("tags of the article:", [tag.name for tag in tea.tags])
print("articles of the tag:", [a.title for a in food.articles])
tea.bylines.append(Byline(author=Author(name="Ada"), place=1))
session.commit()
print("extra column:", session.scalar(select(Byline.place)))
print("found through it:", session.scalars(
    select(Article.title).where(
        Article.bylines.any(Byline.author.has(name="Ada")))).all())
print("through the association proxy:", [a.name for a in tea.authors])
tea.tags.append(food)
try:
    session.commit()
except IntegrityError as error:
    session.rollback()
    print("the same tag twice:", type(error).__name__)
tea.tags.remove(food)
session.commit()
print("after remove():", len(tea.tags), "tags,",
      session.scalar(select(func.count()).select_from(Tag)),
      "row in the table")
