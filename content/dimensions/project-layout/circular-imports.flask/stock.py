from extensions import db
from flask import Blueprint
from sqlalchemy.orm import Mapped, mapped_column

bp = Blueprint("stock", __name__)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@bp.get("/items")
def items():
    rows = db.session.scalars(db.select(Item))
    return [item.name for item in rows]
