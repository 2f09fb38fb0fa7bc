import json
import pathlib

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Book(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(db.ForeignKey(Author.id))


# region show
def dump(path):
    """Write every row, tables in the order of their keys."""
    rows = {
        table.name: [dict(row) for row in
                     db.session.execute(table.select()).mappings()]
        for table in db.metadata.sorted_tables
    }
    path.write_text(json.dumps(rows))


def load(path):
    """Insert every row of such a file."""
    for name, rows in json.loads(path.read_text()).items():
        db.session.execute(db.metadata.tables[name].insert(), rows)
    db.session.commit()
# endregion


path = pathlib.Path("data.json")
print("flask commands for data:",
      [name for name in app.cli.list_commands(None) if "data" in name])
with app.app_context():
    db.create_all()
    db.session.add(Author(id=1, name="Ada"))
    db.session.add(Book(id=7, title="Tea", author_id=1))
    db.session.commit()
    dump(path)
    print(path.read_text())
    db.drop_all()
    db.create_all()
    load(path)
    print("loaded:", db.session.get(Book, 7).title)
    old = path.read_text().replace('"title"', '"name"')
    path.write_text(old)
    db.drop_all()
    db.create_all()
    try:
        load(path)
    except Exception as error:
        print("an unknown column:", type(error).__name__)
