import asyncio
import time

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import create_async_engine
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
    event.listen(db.engine, "connect", lambda connection, record:
                 connection.create_function(
                     "wait", 0, lambda: time.sleep(0.2)))
    db.create_all()


# region show
@app.get("/items")
async def items():
    db.session.add_all([Item(name="cup"), Item(name="pot")])
    db.session.commit()               # blocks this worker
    counted = select(func.count()).select_from(Item)
    names = select(Item.name).order_by(Item.id)
    return {"count": db.session.scalar(counted),
            "names": list(db.session.scalars(names))}
# endregion


@app.get("/slow")
async def slow():
    ticks = []

    async def ticker():
        while True:
            ticks.append(1)
            await asyncio.sleep(0.01)

    task = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    db.session.execute(text("SELECT wait()"))
    task.cancel()
    return f"{len(ticks) > 1}"


@app.get("/tries")
async def tries():
    said = []
    try:
        await db.session.execute(select(Item))
    except TypeError as error:
        said.append(f"await db.session.execute(): {type(error).__name__}")
    try:
        with db.session.begin():
            pass
    except InvalidRequestError as error:
        said.append(f"session.begin() after a query: {error}")
    with db.session.begin_nested():
        db.session.add(Item(name="jug"))
    db.session.commit()
    names = db.session.scalars(select(Item.name).order_by(Item.id))
    said.append(f"begin_nested() and commit(): {list(names)}")
    return said


answer = app.test_client().get("/items")
print("plain calls in an async view:", answer.status_code)
print("counted:", answer.json["count"])
print("loop:", answer.json["names"])
print("loop runs during a query:", app.test_client().get("/slow").text)
print("\n".join(app.test_client().get("/tries").json))
try:
    create_async_engine("sqlite:///shop.db")
except InvalidRequestError as error:
    print("AsyncSession:", str(error).partition(". ")[0])
