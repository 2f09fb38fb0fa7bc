from shop import create_app

# region show
app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://"})
second = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite:///b.db"})
# endregion

from extensions import db
from stock import Item

for one, name in ((app, "Lamp"), (second, "Chair")):
    with one.app_context():
        db.create_all()
        db.session.add(Item(name=name))
        db.session.commit()
print("GET /items, first app: ", app.test_client().get("/items").json)
print("GET /items, second app:", second.test_client().get("/items").json)
with open("app.py", "w") as file:
    file.write("from models import Order\ndb = 'the extension'\n")
with open("models.py", "w") as file:
    file.write("from app import db\n\n\nclass Order:\n    pass\n")
try:
    import app as module
except ImportError as error:
    reason = str(error).split(" (")[0]
    print("app.py and models.py import each other:", reason)
