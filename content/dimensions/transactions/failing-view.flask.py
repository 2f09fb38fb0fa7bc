import sqlite3

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import delete, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{app.root_path}/shop.db"
app.config["SQLALCHEMY_COMMIT_ON_TEARDOWN"] = True  # gone since 3.0
app.logger.disabled = True
db.init_app(app)


# region show
@app.post("/bare")
def bare():
    db.session.add(Item(name="cup"))
    db.session.flush()                # the INSERT has been sent
    raise ValueError("before the commit")


@app.post("/committed")
def committed():
    db.session.add(Item(name="cup"))
    db.session.commit()
    raise ValueError("after the commit")


@app.post("/forgotten")
def forgotten():
    db.session.add(Item(name="cup"))
    return "no commit"


@app.post("/polite")
def polite():
    db.session.add(Item(name="cup"))
    return "no", 400
# endregion


@app.post("/guarded")
def guarded():
    with db.session.begin():
        db.session.add(Item(name="cup"))
    return "committed by the block"


@app.post("/guarded-late")
def guarded_late():
    db.session.scalar(select(Item))   # begins the transaction
    try:
        with db.session.begin():
            db.session.add(Item(name="cup"))
    except InvalidRequestError as error:
        return str(error)
    return "committed by the block"


client = app.test_client()


def visit(path):
    with app.app_context():
        db.create_all()
        db.session.execute(delete(Item))
        db.session.commit()
    status = client.post(path).status_code
    with sqlite3.connect(f"{app.root_path}/shop.db") as other:
        left, = other.execute("SELECT COUNT(*) FROM item").fetchone()
    return f"{status}, rows left: {left}"


print("the view raises:", visit("/bare"))
print("it raises after a commit:", visit("/committed"))
print("no commit, no error:", visit("/forgotten"))
print("no commit, it answers 400:", visit("/polite"))
print("inside session.begin():", visit("/guarded"))
print("session.begin() after a query:",
      client.post("/guarded-late").text)


def commit_everything(response):
    db.session.commit()
    return response


app.after_request_funcs[None] = [commit_everything]
print("commit in after_request, no error:", visit("/forgotten"))
print("commit in after_request, it answers 400:", visit("/polite"))
print("commit in after_request, the view raises:", visit("/bare"))
