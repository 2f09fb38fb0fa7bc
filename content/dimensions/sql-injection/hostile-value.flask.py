from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import literal_column, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)
app.app_context().push()
db.create_all()
db.session.add_all(Item(name=n) for n in ("cup", "pot", "jug"))
db.session.commit()


def rows(statement, values=None):
    return len(db.session.execute(statement, values).all())


# region show
hostile = "x' OR '1'='1"
unsafe = f"SELECT * FROM item WHERE name = '{hostile}'"
safe = "SELECT * FROM item WHERE name = :name"
items = select(Item)

print("3 rows in all: a 3 means the injection worked")
print("where():", rows(items.where(Item.name == hostile)))
print("text(), f-string:", rows(text(unsafe)))
print("text(), parameter:", rows(text(safe), {"name": hostile}))
driver = db.session.connection().exec_driver_sql
print("driver, f-string:", len(driver(unsafe).all()))
print("driver, parameter:", len(driver(
    "SELECT * FROM item WHERE name = ?", (hostile,)).all()))
# endregion

where = f"name = '{hostile}'"
print("where(text()), f-string:", rows(items.where(text(where))))
print("literal_column(), f-string:",
      rows(items.where(literal_column(where))))
quoted = "SELECT * FROM item WHERE name = '%s'" % hostile
print("text(), % operator:", rows(text(quoted)))
try:
    rows(text("SELECT * FROM item WHERE name = ':name'"), {"name": hostile})
except DBAPIError as error:
    print("text(), parameter in quotes:", type(error.orig).__name__)
bound = text("name = :name").bindparams(name=hostile)
print("where(text()), parameter:", rows(items.where(bound)))

built = items.where(Item.name == hostile).compile()
print("sent:", str(built).partition("WHERE ")[2],
      "and, apart from it:", built.params)
print("% as a value, contains():", rows(items.where(
    Item.name.contains("%"))))
print("% as a value, autoescape:", rows(items.where(
    Item.name.contains("%", autoescape=True))))
