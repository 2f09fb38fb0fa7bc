from typing import Any

from flask import Blueprint
from flask_jwt_extended import current_user, jwt_required
from sqlalchemy import select

from ..errors import ApiError
from ..extensions import db
from ..models import User
from .schemas import ProfileSchema

bp = Blueprint("profiles", __name__, url_prefix="/profiles/<username>")
profile_schema = ProfileSchema()


@bp.get("")
@jwt_required(optional=True)
def show(username: str) -> dict[str, Any]:
    return {"profile": profile_schema.dump(get_profile(username))}


@bp.post("/follow")
@jwt_required()
def follow(username: str) -> dict[str, Any]:
    user = get_profile(username)
    if not user.following:
        current_user.follows.add(user)
        db.session.commit()
    return show(username)


@bp.delete("/follow")
@jwt_required()
def unfollow(username: str) -> dict[str, Any]:
    user = get_profile(username)
    if user.following:
        current_user.follows.remove(user)
        db.session.commit()
    return show(username)


def get_profile(username: str) -> User:
    """Return the user as the current one sees them, or answer 404."""
    user = db.session.scalar(
        select(User)
        .where(User.username == username)
        .options(User.seen_by(current_user))
        .execution_options(populate_existing=True)
    )
    if user is None:
        raise ApiError(404, profile="not found")
    return user
