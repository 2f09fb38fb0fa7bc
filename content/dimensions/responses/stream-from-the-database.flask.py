from flask import Flask, stream_with_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.db"
db = SQLAlchemy(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


# region show
@app.get("/in-the-view/")
def in_the_view():
    items = db.session.scalars(db.select(Item))

    def rows():
        for item in items:
            yield f"{item.id};"

    return stream_with_context(rows())


@app.get("/in-the-generator/")
def in_the_generator():
    def rows():
        for item in db.session.scalars(db.select(Item)):
            yield f"{item.id};"

    return stream_with_context(rows())
# endregion


@app.get("/without-context/")
def without_context():
    def rows():
        for item in db.session.scalars(db.select(Item)):
            yield f"{item.id};"

    return rows()


with app.app_context():
    db.create_all()
    db.session.add_all([Item(), Item(), Item()])
    db.session.commit()
for url in ("/in-the-view/", "/in-the-generator/", "/without-context/"):
    try:
        print(f"{url:19}", app.test_client().get(url).text)
    except (InvalidRequestError, RuntimeError) as error:
        print(f"{url:19}", type(error).__name__)
