import io
import logging
import multiprocessing
import re
import shutil
import sqlite3
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

import flask_migrate
import flask_sqlalchemy  # noqa: F401

models = Path("shop.py")
logged = []
logging.getLogger("flask_migrate").addFilter(
    lambda record: logged.append(record.getMessage()) or False)


def flask_db(command, **words):
    out, status = io.StringIO(), 0
    try:
        with redirect_stdout(out), redirect_stderr(out):
            getattr(flask_migrate, command)(**words)
    except SystemExit as stop:
        status = stop.code
    return out.getvalue(), status


def sql(statement):
    with sqlite3.connect("shop.db") as db:
        return db.execute(statement).fetchall()


def columns():
    return [row[1] for row in sql("PRAGMA table_info(item)")]


def script(name):
    return next(Path("migrations/versions").glob(f"*_{name}.py"))


def written(name):
    text = script(name).read_text().partition("def downgrade")[0]
    return re.findall(r"op\.(create_table|\w+_column)\(", text)


def edit(name, old, new):
    text = re.sub(old, new, script(name).read_text(), flags=re.S)
    script(name).write_text(text)


def refused():
    try:
        flask_db("upgrade")
    except Exception as error:
        return getattr(error, "orig", error)


def in_a_new_process(stage, old="", new=""):
    models.write_text(models.read_text().replace(old, new))

    def work():
        with import_module("shop").app.app_context():
            stage()

    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join()


def first():
    flask_db("init")
    flask_db("migrate", message="first")
    print("first migration:", written("first"))
    said, status = flask_db("migrate", message="again")
    print("again, before upgrade:", logged[-1].rstrip("."),
          "- exit status", status)
    said, _ = flask_db("upgrade", sql=True)
    said = " ".join(said.partition("CREATE TABLE item")[1:])
    print("SQL, not run:", " ".join(said.split()).partition(" NOT NULL")[0])
    print("table before upgrade:", columns())
    flask_db("upgrade")
    print("table after upgrade:", columns())
    sql("INSERT INTO item (name) VALUES ('cup')")


# region show
def rename():
    said, status = flask_db("check")
    print("drift check, exit status:", status)
    said, status = flask_db("migrate", message="rename")
    print("rename, written:", written("rename"))
    shutil.copy("shop.db", "before.db")
    flask_db("upgrade")
    print("rows after it:", sql("SELECT title FROM item"))
    shutil.copy("before.db", "shop.db")
    edit("rename", r"batch_op.add_col.*?batch_op.drop_col.*?\n",
         "batch_op.alter_column("
         "'name', new_column_name='title')\n")
    print("rename, edited:", written("rename"))
    flask_db("upgrade")
    print("rows after the edited one:",
          sql("SELECT title FROM item"))
# endregion


def require():
    flask_db("migrate", message="price")
    print("required column, run as written:", refused())
    edit("price", "nullable=False", "nullable=False, server_default='0'")
    flask_db("upgrade")
    print("given a default of 0:",
          sql("SELECT title, price FROM item"))
    flask_db("downgrade")
    print("one step back:", columns())


def constrain():
    flask_db("upgrade")
    said, status = flask_db("check")
    print("CHECK constraint added, exit status:", status)


def look():
    print("state table:", sql(
        "SELECT name FROM sqlite_master WHERE name LIKE '%version'"))


if __name__ == "__main__":
    in_a_new_process(first)
    in_a_new_process(rename, "name:", "title:")
    in_a_new_process(require, "title:", "price: Mapped[int]\n    title:")
    in_a_new_process(constrain, "    id:", """\
    __table_args__ = (CheckConstraint("price >= 0"),)
    id:""")
    in_a_new_process(look)
