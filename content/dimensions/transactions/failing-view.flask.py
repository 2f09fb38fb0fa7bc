from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import delete, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{app.root_path}/shop.db"
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
# endregion


@app.post("/guarded")
def guarded():
    with db.session.begin():
        db.session.add(Item(name="cup"))
    return "committed by the block"


client = app.test_client()


def visit(address):
    with app.app_context():
        db.create_all()
        db.session.execute(delete(Item))
        db.session.commit()
    status = client.post(address).status_code
    with app.app_context():
        left = db.session.scalar(select(func.count()).select_from(Item))
    return f"{status}, rows left: {left}"


print("the view raises:", visit("/bare"))
print("it raises after a commit:", visit("/committed"))
print("no commit, no error:", visit("/forgotten"))
print("inside session.begin():", visit("/guarded"))
