import io
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import flask_migrate
import postgres
from sqlalchemy.exc import DBAPIError
from traffic import behind_a_writer, indexes, meanwhile, sql

os.environ["PGHOST"] = postgres.start()
from shop import app  # noqa: E402

table = "item"
versions = Path("migrations/versions")


def run(command, *words):
    try:
        with app.app_context(), redirect_stdout(io.StringIO()), \
                redirect_stderr(io.StringIO()):
            getattr(flask_migrate, command)(*words)
        return "done"
    except DBAPIError as error:
        cause = type(error.orig).__name__
        return f"{type(error).__name__} ({cause}) {error.orig}".strip()


def upgrade(revision):
    return run("upgrade", "migrations", revision)


run("init")
shutil.copytree("history", versions, dirs_exist_ok=True)

path = versions / "c3_by_price.py"
right = path.read_text()
path.write_text(right.replace("with op.get_context().autocommit_block()",
                              "if True"))
print("in a transaction:", upgrade("c3"))
print("steps that stay after the failure:", sql(
    "SELECT relname FROM pg_class WHERE relname = 'alembic_version'"))
path.write_text(right)

# region show
upgrade("a1")
print("create_index(), an INSERT meanwhile:",
      meanwhile(lambda: upgrade("b2"), table))
print("concurrently, an INSERT meanwhile:",
      meanwhile(lambda: upgrade("c3"), table))
print(indexes(table))
run("downgrade", "migrations", "b2")
print("and back:", indexes(table))
# endregion

os.environ["PGOPTIONS"] = "-c lock_timeout=200ms"
print("with lock_timeout:", behind_a_writer(lambda: upgrade("c3"), table))
print(indexes(table))
del os.environ["PGOPTIONS"]
print("run again:", upgrade("c3"))
path.write_text(right.replace("concurrently=True", "concurrently=True, "
                              "if_not_exists=True", 1))
print("with if_not_exists:", upgrade("c3"), indexes(table))
run("downgrade", "migrations", "b2")
path.write_text(right)
print("dropped, run again:", upgrade("c3"))
print(indexes(table))
