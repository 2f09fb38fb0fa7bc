from flask import Flask, Response, render_template_string
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


# region show
class Order(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]
    count: Mapped[int]

    @property
    def ships_free(self):
        return self.count >= 10


@app.get("/order.<kind>")
def order(kind):
    order = Order(item="lamp", count=12)
    if kind == "json":
        return {"item": order.item, "free": order.ships_free}
    if kind == "xml":
        xml = f"<order free='{order.ships_free}'/>"
        return Response(xml, mimetype="application/xml")
    return render_template_string(PAGE, order=order)
# endregion


PAGE = "<p>{{ order.item }}, free: {{ order.ships_free }}</p>"
print("without a request:", Order(item="desk", count=1).ships_free)
for kind in ("html", "json", "xml"):
    response = app.test_client().get(f"/order.{kind}")
    print(f"{response.mimetype:16}", response.text.strip())
