from flask import Flask
from flask.views import MethodView
from flask_smorest import Api, Blueprint
from flask_sqlalchemy import SQLAlchemy
from marshmallow import Schema, fields, validate
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[int]


# region show
class ItemSchema(Schema):
    id = fields.Int(dump_only=True)
    name = fields.Str(
        required=True, validate=validate.Length(1, 20))
    price = fields.Int(required=True, validate=validate.Range(1))


items = Blueprint("items", "items", url_prefix="/items")


@items.route("/")
class Items(MethodView):
    @items.arguments(ItemSchema)
    @items.response(201, ItemSchema)
    def post(self, data):
        item = Item(**data)
        db.session.add(item)
        db.session.commit()
        return item
# endregion

    @items.response(200, ItemSchema(many=True))
    def get(self):
        return db.session.scalars(select(Item))


@items.route("/<int:key>")
class OneItem(MethodView):
    @items.response(200, ItemSchema)
    def get(self, key):
        return db.get_or_404(Item, key)


app = Flask(__name__)
app.config.update(
    SQLALCHEMY_DATABASE_URI="sqlite://", API_TITLE="Shop",
    API_VERSION="1", OPENAPI_VERSION="3.1.0", OPENAPI_URL_PREFIX="/api")
db.init_app(app)
Api(app).register_blueprint(items)
with app.app_context():
    db.create_all()
client = app.test_client()


def show(label, answer):
    body = answer.get_json(silent=True)
    if isinstance(body, dict):
        body = body.get("errors", body)
    print(f"{label}: {answer.status_code} {body}")


show("POST", client.post("/items/", json={"name": "cup", "price": 5}))
show("POST, two mistakes",
     client.post("/items/", json={"name": "", "price": 0}))
show("POST, number as a string",
     client.post("/items/", json={"name": "pot", "price": "5"}))
show("POST, unknown key", client.post(
    "/items/", json={"name": "jug", "price": 5, "admin": True}))
show("POST, broken JSON", client.post(
    "/items/", data="{", content_type="application/json"))
show("GET list", client.get("/items/"))
show("GET missing", client.get("/items/9"))
show("PUT", client.put("/items/1", json={"name": "cup", "price": 6}))
print("OpenAPI:", client.get("/api/openapi.json").status_code)
