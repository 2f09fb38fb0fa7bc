from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, select
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
    with_loader_criteria,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author")


# region show
class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    deleted: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("author.id"))
    author: Mapped[Author] = relationship(
        back_populates="articles")


@event.listens_for(db.session, "do_orm_execute")
def only_live(execute):
    options = execute.execution_options
    if execute.is_select and not options.get("everything"):
        execute.statement = execute.statement.options(
            with_loader_criteria(
                Article, Article.deleted.is_(False)))
# endregion


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
session = db.session
session.add(Author(name="Ada", articles=[
    Article(title="Engines"), Article(title="Notes", deleted=True)]))
session.commit()
session.expunge_all()


def titles(rows):
    return [article.title for article in rows]


print("default query:", titles(session.scalars(select(Article))))
print("with the deleted:", titles(session.scalars(
    select(Article).execution_options(everything=True))))
session.expunge_all()
ada = session.scalar(select(Author))
print("related collection:", titles(ada.articles))
found = select(Author).join(Author.articles).where(Article.title == "Notes")
print("filter across the relation:",
      len(session.scalars(found).all()), "author")
