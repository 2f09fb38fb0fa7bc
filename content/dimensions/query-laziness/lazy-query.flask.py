from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, exists, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    words: Mapped[int]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
db.session.add_all(
    Article(title=f"No {n}", words=100 * n) for n in range(1, 6))
db.session.commit()

sent = []


@event.listens_for(db.engine, "before_cursor_execute")
def note(conn, cursor, sql, *rest):
    sent.append(sql)


def counted(label, action):
    sent.clear()
    answer = action()
    print(f"{label}: {len(sent)} sent, {answer}")


session = db.session

# region show
long = select(Article)
counted("query built", lambda: type(long).__name__)

long = long.where(Article.words > 200, Article.title != "No 5")
long = long.order_by(Article.words.desc())
counted("where, order_by", lambda: type(long).__name__)

found = session.scalars(long)
print("session.scalars() called:", len(sent), "sent")
counted("looped over", lambda: [a.title for a in found])
counted("looped over again", lambda: [a.title for a in found])
counted("executed again",
        lambda: [a.title for a in session.scalars(long)])
# endregion

big = select(Article).where(Article.words > 200)
counted("len() of all()", lambda: len(session.scalars(big).all()))
counted("count", lambda: session.scalar(
    select(func.count()).select_from(big.subquery())))
counted("exists", lambda: session.scalar(
    select(exists().where(Article.words > 200))))
counted("limit", lambda: [
    a.title for a in session.scalars(big.order_by(Article.id).limit(2))])
counted("sum", lambda: session.scalar(
    select(func.sum(Article.words)).where(Article.words > 200)))
long_one = Article.words > 200
counted("group by", lambda: [tuple(row) for row in session.execute(
    select(long_one, func.count()).group_by(long_one))])
counted("first()", lambda: session.scalars(
    big.order_by(Article.id)).first().title)
made = []
event.listen(Article, "load", lambda target, context: made.append(1))
session.expunge_all()
next(session.scalars(big))
print("a loop, objects made for the first row:", len(made))
made.clear()
session.expunge_all()
slow = big.execution_options(yield_per=2)
counted("yield_per, first part",
        lambda: [a.title for a in next(session.scalars(slow).partitions())])
print("yield_per=2, objects made for the first part:", len(made))
legacy = Article.query.filter(Article.words > 300)
counted("Article.query (legacy), built", lambda: type(legacy).__name__)
counted("Article.query, looped over", lambda: [a.title for a in legacy])
counted("Article.query, again", lambda: [a.title for a in legacy])
one = session.scalars(select(Article)).first()
session.commit()
counted("attribute read after commit()", lambda: one.title)
one.title = "No 1b"
print("pending change, then a SELECT:", end=" ")
counted("count", lambda: session.scalar(
    select(func.count()).select_from(Article)))
print("SQL:",
      " ".join(str(select(Article.id).where(Article.words > 200)).split()))
