import os

from flask import Blueprint, Flask, render_template

os.makedirs("templates")
with open("templates/item.html", "w") as file:
    file.write("found by name alone")

# region show
app = Flask(__name__)


@app.get("/items")
def items():
    return render_template("item.html")


from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class OrderLine(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
# endregion


print("templates/item.html:", app.test_client().get("/items").text)
print("endpoint of the view items():", [*app.view_functions][-1])
print("table of OrderLine:", OrderLine.__tablename__)
try:

    class Nameless(db.Model):
        text: Mapped[str]

except Exception as error:
    print("no primary key declared:", type(error).__name__)
extra = Blueprint("extra", __name__)
extra.get("/extra")(lambda: "extra")
print("GET /extra, blueprint not registered:", end=" ")
print(Flask(__name__).test_client().get("/extra").status_code)
