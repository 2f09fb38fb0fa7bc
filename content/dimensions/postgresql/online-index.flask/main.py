import contextlib
import io
import logging
import os
import pathlib
import shutil

import postgres
import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy

folder = postgres.start()
logging.disable()
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={folder}")
db = SQLAlchemy(app)
Migrate(app, db, directory="migrations")

HEAD = """
import sqlalchemy as sa
from alembic import op

"""
PLAIN = HEAD + '''
revision, down_revision = "two", "one"


def upgrade():
    op.create_index(
        "by_name", "item", ["name"], postgresql_concurrently=True)
'''

with app.app_context():
    from flask_migrate import init

    with contextlib.redirect_stdout(io.StringIO()):
        init()
    versions = pathlib.Path("migrations/versions")
    (versions / "one.py").write_text(HEAD + '''
revision, down_revision = "one", None


def upgrade():
    op.create_table("item", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("name", sa.String))
''')
    (versions / "two.py").write_text(PLAIN)
    try:
        upgrade()
    except sa.exc.InternalError as error:
        print("in a transaction:", str(error.orig).splitlines()[0])
    tables = sa.inspect(db.engine).get_table_names()
    print("tables after the failure:", tables)

    shutil.copyfile("by_name.py", versions / "two.py")
    upgrade()
    names = [one["name"] for one in sa.inspect(db.engine).get_indexes("item")]
    print("with autocommit_block():", names)
