from flask import Blueprint
from sqlalchemy import select

from ..extensions import db
from ..models import Article, Tag

bp = Blueprint("tags", __name__, url_prefix="/tags")


@bp.get("")
def list_all() -> dict[str, list[str]]:
    names = select(Tag.name).join(Article).where(~Article.hidden)
    return {"tags": list(db.session.scalars(names.distinct().order_by(Tag.name)))}
