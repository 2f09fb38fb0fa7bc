from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CheckConstraint, ForeignKey, event, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, joinedload, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


# region show
class Comment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"))
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"))
    article: Mapped["Article | None"] = relationship(
        back_populates="comments")
    picture: Mapped["Picture | None"] = relationship()

    __table_args__ = (CheckConstraint(      # exactly one target
        "(article_id IS NULL) <> (picture_id IS NULL)"),)

    @property
    def target(self):
        return self.article or self.picture
# endregion


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    comments: Mapped[list[Comment]] = relationship(
        back_populates="article", cascade="all, delete-orphan")


class Picture(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
event.listen(db.engine, "connect", lambda connection, _:
             connection.execute("PRAGMA foreign_keys = ON"))
db.create_all()
session = db.session
sent = []
event.listen(db.engine, "before_cursor_execute",
             lambda conn, cursor, sql, *rest: sent.append(sql))

tea, cat = Article(title="On tea"), Picture(title="A cat")
session.add_all([Comment(text="On On tea", article=tea),
                 Comment(text="On A cat", picture=cat)])
session.commit()
comments = select(Comment).order_by(Comment.id)
print("targets:", [f"{type(c.target).__name__} {c.target.title}"
                   for c in session.scalars(comments)])
print("comments of the article:", [c.text for c in tea.comments])
print("joined:", session.scalar(
    select(func.count()).select_from(Article).where(
        Article.comments.any(text="On On tea"))))
print("filter by target:", session.scalar(
    select(func.count()).where(Comment.picture == cat)), "found")
for label, keys in (("a target that does not exist", {"article_id": 999}),
                    ("no target", {}),
                    ("two targets", {"article_id": 1, "picture_id": 1})):
    session.add(Comment(text="lost", **keys))
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        print(f"{label}:", str(error.orig).split(":")[0])
session.expunge_all()
sent.clear()
[c.target for c in session.scalars(comments.options(
    joinedload(Comment.article), joinedload(Comment.picture)))]
print("queries for 2 comments, eager:", len(sent))
session.delete(session.get(Article, 1))
session.delete(session.get(Picture, 1))
session.commit()
print("comments left after deleting both:",
      session.scalars(select(Comment.text)).all())
