from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Delete, Insert, Update, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.orm.exc import ObjectDeletedError


class Base(DeclarativeBase):
    pass


# region show
class ReadFromReplica(Session):
    def get_bind(self, mapper=None, clause=None, bind=None,
                 **more):
        if bind is not None:
            return bind
        writes = isinstance(clause, Insert | Update | Delete)
        if self._flushing or writes:
            return db.engines[None]
        return db.engines["replica"]


db = SQLAlchemy(
    model_class=Base, session_options={"class_": ReadFromReplica})
# endregion


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config.update(
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{app.root_path}/default.db",
    SQLALCHEMY_BINDS={"replica": f"sqlite:///{app.root_path}/replica.db"},
)
db.init_app(app)
app.app_context().push()
for engine in db.engines.values():
    Base.metadata.create_all(engine)
session = db.session

cup = Item(name="cup")
session.add(cup)
session.commit()
print("written, then read:", session.scalars(select(Item)).all())
try:
    print(cup.name)
except ObjectDeletedError as error:
    print("attribute read after commit():", type(error).__name__)
session.expunge_all()
primary = {"bind": db.engines[None]}
found = session.scalars(select(Item), bind_arguments=primary)
print("read from the primary:", [i.name for i in found])

locked = select(Item).with_for_update()
print("with_for_update() reads from the replica:",
      session.scalars(locked).all())
copied = {"bind": db.engines["replica"]}
session.execute(Item.__table__.insert().values(name="cup"),
                bind_arguments=copied)  # stands in for replication
session.commit()
print("after replication:",
      [i.name for i in session.scalars(select(Item))])
read = session.scalars(select(Item)).one()
read.name = "big cup"
session.commit()
print("read from the replica, saved to the primary:",
      session.scalars(select(Item.name), bind_arguments=primary).all())
