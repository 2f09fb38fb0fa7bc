import io
import logging
import shutil
import sqlite3
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import flask_migrate
from shop import app
from sqlalchemy.exc import OperationalError

folder = Path("migrations/versions")
errors = logging.getLogger("flask_migrate")


def flask_db(command, **words):
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        getattr(flask_migrate, command)(**words)
    return out.getvalue()


def sql(statement):
    with sqlite3.connect("shop.db") as db:
        return db.execute(statement).fetchall()


def columns():
    return [row[1] for row in sql("PRAGMA table_info(item)")]


def add(name, after, title):
    (folder / f"{name}.py").write_text(
        f"from later import {title} as upgrade  # noqa: F401\n\n"
        f"revision, down_revision = '{name}', '{after}'\n\n\n"
        "def downgrade():\n    pass\n")


app.app_context().push()
flask_db("init")
shutil.copytree("history", folder, dirs_exist_ok=True)
said = []
errors.addFilter(lambda record: said.append(record.getMessage()) or False)

# region show
try:
    flask_db("upgrade")
except SystemExit:
    print("two heads:", said[-1].partition(";")[0])
flask_db("merge", revisions="heads", rev_id="c4")
flask_db("upgrade")
print("after the merge:", columns())

sql("INSERT INTO item (name, price, stock) "
    "VALUES ('cup', 0, 9)")
add("d5", "c4", "give_prices")
flask_db("upgrade")
print("data migration:", sql("SELECT name, price FROM item"))

add("e6", "d5", "broken")
try:
    flask_db("upgrade")
except ValueError as error:
    print("fails half-way:", error)
print("columns after the failure:", columns())
# endregion

try:
    flask_db("upgrade")
except OperationalError as error:
    print("  the next run:", error.orig)
