# region show
from flask import Blueprint

bp = Blueprint("orders", __name__)


@bp.get("/orders")
def orders():
    return "orders"
# endregion
