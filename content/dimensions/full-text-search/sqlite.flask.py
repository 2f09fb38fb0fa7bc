from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DDL, column, event, func, literal_column, select, table,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Post(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]


# in a migration: one op.execute() for each statement
# region show
TABLE = """
    CREATE VIRTUAL TABLE post_words USING fts5(
        title, body, content='post', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2')"""
words_table = table("post_words", column("rowid"))
whole = literal_column("post_words")


def search(words):
    return (select(Post)
            .join(words_table, words_table.c.rowid == Post.id)
            .where(whole.match(words))
            .order_by(func.bm25(whole, 10.0, 1.0)))
# endregion

ADD = """INSERT INTO post_words (rowid, title, body)
    VALUES (new.id, new.title, new.body);"""
REMOVE = """INSERT INTO post_words (post_words, rowid, title, body)
    VALUES ('delete', old.id, old.title, old.body);"""
TRIGGERS = [
    f"CREATE TRIGGER post_{when} AFTER {when} ON post "
    f"BEGIN {does} END"
    for when, does in [("INSERT", ADD), ("DELETE", REMOVE),
                       ("UPDATE", REMOVE + ADD)]]
for statement in [TABLE, *TRIGGERS]:
    event.listen(Post.__table__, "after_create", DDL(statement))


def quoted(words):
    return " ".join('"' + word.replace('"', '""') + '"'
                    for word in words.split())


def titles(words):
    try:
        return [post.title for post in db.session.scalars(search(words))]
    except OperationalError as error:
        return f"OperationalError {error.orig}"


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
for title, body in (("Sleep", "People who ran far."),
                    ("Running a marathon", "Shoes, then sleep."),
                    ("Crème brûlée", "It's sweet.")):
    db.session.add(Post(title=title, body=body))
    db.session.flush()
for words in ("run", "sleep", "marath*", "creme", '"then sleep"'):
    print(f"{words}:", titles(words))
print("it's:", titles("it's"))
print("it's, quoted:", titles(quoted("it's")))
soup = db.session.scalar(select(Post).where(Post.title.startswith("Cr")))
soup.title = "Soup"
db.session.commit()
print("after a change, creme and soup:", titles("creme"), titles("soup"))
db.session.delete(db.session.scalar(select(Post).filter_by(title="Sleep")))
db.session.commit()
print("after a deletion, sleep:", titles("sleep"))
found = search("sleep").where(Post.body.contains("Shoes"))
print("filtered further:", len(db.session.scalars(found).all()))
