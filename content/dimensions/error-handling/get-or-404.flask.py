import logging

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


# region show
@app.get("/items/<int:item_id>/")
def item(item_id):
    return db.get_or_404(Item, item_id).name


@app.get("/named/<name>/")
def named(name):
    query = db.select(Item).filter_by(name=name)
    return db.one_or_404(query).name
# endregion


@app.get("/bare/<name>/")
def bare(name):
    query = db.select(Item).filter_by(name=name)
    return db.session.execute(query).scalar_one().name


with app.app_context():
    db.create_all()
    db.session.add(Item(id=7, name="lamp"))
    db.session.commit()
logging.disable()
client = app.test_client()
for url in ("/items/7/", "/items/8/", "/named/lamp/", "/named/sofa/",
            "/bare/sofa/"):
    response = client.get(url)
    body = response.text if response.status_code == 200 else ""
    print(f"GET {url:13} {response.status_code} {body}".rstrip())
app.testing = True
try:
    client.get("/bare/sofa/")
except NoResultFound as error:
    print("GET /bare/sofa/  ", type(error).__name__)
