import pkgutil
import sqlite3

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import dialects, select, text
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import DeclarativeBase

with sqlite3.connect("old.db") as old:
    old.execute("CREATE TABLE tbl_author "
                "(nr INTEGER PRIMARY KEY, full_name VARCHAR(80))")
    old.execute("INSERT INTO tbl_author VALUES (7, 'Ada')")
old.close()


class Base(DeclarativeBase):
    pass


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{app.root_path}/old.db"
db = SQLAlchemy(app, model_class=Base)

# region show
with app.app_context():
    db.reflect()                    # reads the tables that exist

    class Author(db.Model):
        __table__ = db.metadata.tables["tbl_author"]

    one = db.session.get(Author, 7)
    print("read through a model:", one.full_name)


@app.get("/authors")
def authors():                      # the driver and nothing else
    with sqlite3.connect("old.db") as raw:
        rows = raw.execute("SELECT full_name FROM tbl_author")
        return {"authors": [name for (name,) in rows]}
# endregion


print("read without a model:", app.test_client().get("/authors").json)
with app.app_context():
    Auto = automap_base()
    Auto.prepare(autoload_with=db.engine)
    print("automap_base() writes classes:", sorted(Auto.classes.keys()))
    print("read with text():", db.session.execute(
        text("SELECT full_name FROM tbl_author")).all())
print("columns that were reflected:", {
    c.name: str(c.type) for c in Author.__table__.columns})
with app.app_context():
    print("rows as plain data:",
          [dict(row) for row in
           db.session.execute(select(Author.__table__)).mappings()])
print("dialects in the package:",
      [m.name for m in pkgutil.iter_modules(dialects.__path__) if m.ispkg])
