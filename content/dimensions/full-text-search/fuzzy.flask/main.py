import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Post(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship()


# region show
def similar(words):
    near = func.similarity(Post.title, words)
    return (select(Post.title).where(near > 0.3)
            .order_by(near.desc()))


def in_title_or_author(words):
    vector = func.to_tsvector(
        "english", Post.title + " " + Author.name)
    query = func.plainto_tsquery("english", words)
    return (select(Post.title).join(Post.author)
            .where(vector.bool_op("@@")(query)))
# endregion


def titles(query):
    return list(db.session.scalars(query))


app = Flask(__name__)
host = postgres.start()
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={host}")
db.init_app(app)
app.app_context().push()
db.session.execute(text("CREATE EXTENSION pg_trgm"))
db.session.execute(text("CREATE EXTENSION unaccent"))
db.session.commit()
db.create_all()
ada = Author(name="Ada Baker")
for title in ("Marathon", "Crème brûlée", "Soup of the day"):
    db.session.add(Post(title=title, author=ada))
    db.session.flush()
db.session.commit()

english = func.to_tsvector("english", Post.title)
print("a search for maraton:", titles(select(Post.title).where(
    english.bool_op("@@")(func.plainto_tsquery("english", "maraton")))))
print("similar to maraton:", titles(similar("maraton")))
print("a word similar to soups:", titles(select(Post.title).where(
    func.word_similarity("soups", Post.title) > 0.3)))
print("the operator %:", titles(
    select(Post.title).where(Post.title.bool_op("%")("maraton"))))
print("creme brulee, without accents:", titles(select(Post.title).where(
    func.unaccent(Post.title).icontains("creme brulee"))))
print("the same, icontains:", titles(
    select(Post.title).where(Post.title.icontains("creme brulee"))))
print("soup baker, over two tables:", titles(in_title_or_author("soup baker")))

for config in ("english", "simple"):
    query = func.plainto_tsquery(config, "days")
    print(f"days, query in {config}:", titles(
        select(Post.title).where(english.bool_op("@@")(query))))
for kind in (func.to_tsquery, func.plainto_tsquery,
             func.websearch_to_tsquery):
    call = kind("english", "soup & (")
    try:
        found = titles(
            select(Post.title).where(english.bool_op("@@")(call)))
    except ProgrammingError as error:
        found = f"ProgrammingError {str(error.orig).splitlines()[0]}"
        db.session.rollback()
    print(f"soup & ( in {call.name}():", found)
db.engine.dispose()
