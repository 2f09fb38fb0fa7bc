"""The magazine: three models, their rows, and the printing."""

import ast
import sys
from datetime import date
from pathlib import Path

import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.db.models.query import QuerySet, RawQuerySet


class Magazine(AppConfig):
    name = "magazine"


settings.configure(
    INSTALLED_APPS=["magazine.Magazine"], USE_TZ=False,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Author(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "author"


class Tag(models.Model):
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        db_table = "tag"


class Article(models.Model):
    title = models.CharField(max_length=80)
    words = models.IntegerField()
    day = models.DateField(null=True)
    author = models.ForeignKey(
        Author, models.CASCADE, related_name="articles")
    tags = models.ManyToManyField(
        Tag, related_name="articles", db_table="tagged")

    class Meta:
        db_table = "article"


with connection.schema_editor() as editor:
    for model in (Author, Tag, Article):
        editor.create_model(model)
for name in ("Ada", "Ben", "Cleo"):
    Author.objects.create(name=name)
for name in ("food", "travel"):
    Tag.objects.create(name=name)
for title, words, day, author, tags in (
    ("Tea", 300, date(2025, 12, 31), 1, (1,)),
    ("Tea in Kyoto", 900, date(2026, 1, 5), 1, (1, 2)),
    ("100% rye", 300, date(2026, 3, 1), 2, (1,)),
    ("A draft", 50, None, 2, ()),
):
    article = Article.objects.create(
        title=title, words=words, day=day, author_id=author)
    article.tags.set(tags)


def readable(value):
    """Return objects by their names, and lists of them."""
    if isinstance(value, (Article, Author, Tag)):
        return getattr(value, "title", None) or value.name
    if isinstance(value, (list, QuerySet, RawQuerySet)):
        return [readable(one) for one in value]
    if isinstance(value, tuple):
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
        table = model._meta.db_table
        columns = [f"{table}.{field.column}"
                   for field in model._meta.concrete_fields]
        sql = sql.replace(", ".join(columns), f"{table}.*")
    return sql


def show(idioms):
    """Run each idiom; print its name, code, SQL and result."""
    sent = []
    for name, code in expressions():
        connection.connection.set_trace_callback(sent.append)
        result = readable(idioms[name]())
        connection.connection.set_trace_callback(None)
        print(f"{name}: {code}")
        for sql in sent or ["(nothing is sent)"]:
            print("   ", short(sql))
        print(f"    {name} -> {result}")
        sent.clear()
