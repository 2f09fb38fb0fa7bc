import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Computed, Index, func, select, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

folder = postgres.start()
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={folder}")
db = SQLAlchemy(app)


# region show
class Post(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]
    words: Mapped[str] = mapped_column(TSVECTOR, Computed(
        "setweight(to_tsvector('english', title), 'A') || "
        "setweight(to_tsvector('english', body), 'B')"))
    __table_args__ = (
        Index("post_words", "words", postgresql_using="gin"),)


def search(words):
    query = func.websearch_to_tsquery("english", words)
    rank = func.ts_rank(Post.words, query)
    return db.session.execute(
        select(Post.title, func.ts_headline("english", Post.body, query))
        .where(Post.words.bool_op("@@")(query)).order_by(rank.desc()))
# endregion


POSTS = [
    ("Running a marathon", "Shoes matter less than sleep."),
    ("Sleep", "People who ran far need more of it."),
    ("Soup", "The runner beans go in last."),
    ("The and of", "Words that count for nothing."),
]

with app.app_context():
    db.create_all()
    db.session.add_all(
        [Post(title=title, body=body) for title, body in POSTS])
    db.session.commit()
    for words in ("run", "sleep", "shoes -marathon", '"runner beans"', "of"):
        print(f"{words}:", [row.title for row in search(words)])
    print("marked:", search("shoes").first()[1])
    prefix = func.to_tsquery("simple", "marath:*")
    print("a prefix, marath:", db.session.scalars(
        select(Post.title).where(Post.words.bool_op("@@")(prefix))).all())
    print("without a column:", db.session.scalars(
        select(Post.title).where(Post.body.match("sleep"))).all())
    db.session.execute(text("SET enable_seqscan = off"))
    plan = db.session.scalars(text(
        "EXPLAIN SELECT 1 FROM post "
        "WHERE words @@ websearch_to_tsquery('english', 'run')")).all()
    print("uses the index:", any("post_words" in line for line in plan))
