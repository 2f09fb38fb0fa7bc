from flask import Blueprint, Flask, url_for

app = Flask(__name__)


# region show
shop = Blueprint("shop", __name__)


@shop.get("/")
def index():
    return url_for(".item", item_id=7)


@shop.get("/items/<int:item_id>/")
def item(item_id):
    return f"item {item_id}"


app.register_blueprint(shop, name="north", url_prefix="/north")
app.register_blueprint(shop, name="south", url_prefix="/south")
# endregion


client = app.test_client()
for url in ("/north/items/7/", "/south/items/7/"):
    print("GET", url, client.get(url).text)
for url in ("/north/", "/south/"):
    print("the link on", url, "is", client.get(url).text)

with app.test_request_context():
    print("south by name:", url_for("south.item", item_id=7))

third = Flask("third")
third.register_blueprint(shop)
try:
    third.register_blueprint(shop, url_prefix="/again")
except ValueError as error:
    print("the same name twice:", type(error).__name__)
