"""The magazine: three models, their rows, and the printing."""

import ast
import sys
from datetime import date
from pathlib import Path

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, Executable, ForeignKey, Row, event
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
tagged = db.Table(
    "tagged",
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True))


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author", cascade="all, delete-orphan")


class Tag(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    articles: Mapped[list["Article"]] = relationship(
        secondary=tagged, back_populates="tags")


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    words: Mapped[int]
    day: Mapped[date | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="articles")
    tags: Mapped[list[Tag]] = relationship(
        secondary=tagged, back_populates="articles")


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
event.listen(db.engine, "connect", lambda driver, record:
             driver.execute("PRAGMA foreign_keys = ON"))
db.create_all()
session = db.session
for name in ("Ada", "Ben", "Cleo"):
    session.add(Author(name=name))
for name in ("food", "travel"):
    session.add(Tag(name=name))
session.flush()
for title, words, day, author, tags in (
    ("Tea", 300, date(2025, 12, 31), 1, (1,)),
    ("Tea in Kyoto", 900, date(2026, 1, 5), 1, (1, 2)),
    ("100% rye", 300, date(2026, 3, 1), 2, (1,)),
    ("A draft", 50, None, 2, ()),
):
    session.add(Article(title=title, words=words, day=day, author_id=author,
                        tags=[session.get(Tag, tag) for tag in tags]))
    session.flush()
session.commit()


def readable(value):
    """Return objects by their names, and lists of them."""
    if isinstance(value, (Article, Author, Tag)):
        return getattr(value, "title", None) or value.name
    if isinstance(value, list):
        return [readable(one) for one in value]
    if isinstance(value, (tuple, Row)):
        return tuple(readable(one) for one in value)
    return value


def one_line(code):
    """Return code on one line, without the line breaks of a chain."""
    lines = [line.split("  #")[0].strip() for line in code.splitlines()]
    text = " ".join(lines)
    for apart, joined in (("( ", "("), ("[ ", "["), (" .", "."),
                          (",)", ")"), (", )", ")")):
        text = text.replace(apart, joined)
    return text


def expressions():
    """Return the code of each idiom of the program, by its name."""
    source = Path(sys.argv[0]).read_text()
    bodies = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            lines = [one_line(ast.get_source_segment(source, line))
                     for line in node.body]
            bodies[node.name] = "; ".join(lines)
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "IDIOMS":
            for key, value in zip(node.value.keys, node.value.values):
                if isinstance(value, ast.Lambda):
                    code = ast.get_source_segment(source, value.body)
                    yield key.value, one_line(code)
                else:
                    yield key.value, bodies[value.id]


def short(sql):
    """Return a statement without quotes; t.* stands for all columns."""
    sql = " ".join(sql.replace('"', "").split())
    for model in (Article, Author, Tag):
        table = model.__tablename__
        columns = [f"{table}.{column.name}"
                   for column in model.__table__.columns]
        sql = sql.replace(", ".join(columns), f"{table}.*")
    return sql


def executed(query):
    """Return the rows of a query; a row of one column is its value."""
    rows = session.execute(query).all()
    return [row[0] if len(row) == 1 else row for row in rows]


def show(idioms):
    """Run each idiom; print its name, code, SQL and result.

    A select is executed here, and the session is emptied after each
    idiom, so that no object is reused.
    """
    sent = []
    driver = session.connection().connection.driver_connection
    session.rollback()
    for name, code in expressions():
        driver.set_trace_callback(sent.append)
        result = idioms[name]()
        if isinstance(result, Executable):
            result = executed(result)
        result = readable(result)
        driver.set_trace_callback(None)
        session.rollback()
        session.expunge_all()
        print(f"{name}: {code}")
        for sql in sent or ["(nothing is sent)"]:
            print("   ", short(sql))
        print(f"    {name} -> {result}")
        sent.clear()
