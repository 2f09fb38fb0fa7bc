from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db.init_app(app)


class OldBase(DeclarativeBase):
    pass


class OldItem(OldBase):                 # release 1
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    colour: Mapped[str]


# region show
class Item(db.Model):                   # release 2: no colour
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def store(label):
    db.session.add(Item(name="cup"))
    try:
        db.session.commit()
        print(f"{label}: stored")
    except IntegrityError as error:
        db.session.rollback()
        print(f"{label}: {error.orig}")


def alter(**options):                   # what a migration does
    with db.engine.begin() as connection:
        op = Operations(MigrationContext.configure(connection))
        with op.batch_alter_table("item") as batch:
            batch.alter_column("colour", **options)
# endregion


app.app_context().push()
OldBase.metadata.create_all(db.engine)
with db.engine.begin() as connection:
    connection.execute(insert(OldItem).values(name="pot", colour="red"))
store("field removed, column as it was")
alter(nullable=True)
store("field removed, column nullable")
OldBase.metadata.drop_all(db.engine)
OldBase.metadata.create_all(db.engine)
alter(server_default="")
store("field removed, column with server_default")
old = db.session.execute(select(OldItem.name, OldItem.colour))
print("old code still reads:", [tuple(row) for row in old])
