from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Insert, Update, Delete, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


# region show
class ReadFromCopy(Session):
    def get_bind(self, mapper=None, clause=None, bind=None,
                 **more):
        if bind is not None:
            return bind
        writes = isinstance(clause, Insert | Update | Delete)
        if self._flushing or writes:
            return db.engines[None]
        return db.engines["copy"]


db = SQLAlchemy(
    model_class=Base, session_options={"class_": ReadFromCopy})
# endregion


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config.update(
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{app.root_path}/default.db",
    SQLALCHEMY_BINDS={"copy": f"sqlite:///{app.root_path}/copy.db"},
)
db.init_app(app)
app.app_context().push()
for engine in db.engines.values():
    Base.metadata.create_all(engine)
session = db.session

session.add(Item(name="cup"))
session.commit()
print("written, then read:", session.scalars(select(Item)).all())
first = {"bind": db.engines[None]}
found = session.scalars(select(Item), bind_arguments=first)
print("read from the first:", [i.name for i in found])

copied = {"bind": db.engines["copy"]}
session.execute(Item.__table__.insert().values(name="cup"),
                bind_arguments=copied)  # stands in for replication
session.commit()
print("after the copy is made:",
      [i.name for i in session.scalars(select(Item))])
read = session.scalars(select(Item)).one()
read.name = "big cup"
session.commit()
print("read from the copy, saved to the first:",
      session.scalars(select(Item.name), bind_arguments=first).all())
