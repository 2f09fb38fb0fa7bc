from importlib.util import find_spec

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{app.root_path}/shop.db"
db.init_app(app)
with app.app_context():
    db.create_all()


# region show
@app.get("/items")
async def items():
    with db.session.begin():          # blocks this worker
        db.session.add_all([Item(name="cup"), Item(name="pot")])
    counted = select(func.count()).select_from(Item)
    names = select(Item.name).order_by(Item.id)
    return {"count": db.session.scalar(counted),
            "names": list(db.session.scalars(names))}
# endregion


answer = app.test_client().get("/items")
print("plain calls in an async view:", answer.status_code)
print("counted:", answer.json["count"])
print("loop:", answer.json["names"])
print("async names in the extension:",
      [name for name in dir(db) if "async" in name.lower()])
print("SQLAlchemy has its own:", bool(find_spec("sqlalchemy.ext.asyncio")))
try:
    import sqlalchemy.ext.asyncio  # noqa: F401
except ImportError as error:
    print("which needs more:", str(error).partition(" is")[0])
