from typing import Any

from flask import Blueprint
from flask_jwt_extended import current_user, jwt_required
from marshmallow import ValidationError
from sqlalchemy import select

from ..confirmation import request_confirmation
from ..errors import ApiError
from ..extensions import db, jwt
from ..models import User
from .schemas import BLANK, LoginSchema, UserSchema, load_body

bp = Blueprint("users", __name__)
user_schema = UserSchema()
login_schema = LoginSchema()


# region identity
@jwt.user_identity_loader
def identity(user: User) -> str:
    return str(user.id)


@jwt.user_lookup_loader
def look_up_user(header: dict[str, Any], data: dict[str, Any]) -> User | None:
    return db.session.get(User, int(data["sub"]))


# endregion


# region registration
@bp.post("/users")
def register() -> tuple[dict[str, Any], int]:
    data = load_body(user_schema, "user")
    require_unused(data)
    user = User()
    assign(user, data)
    db.session.add(user)
    db.session.commit()
    request_confirmation(user)
    return {"user": user_schema.dump(user)}, 201


@bp.post("/users/login")
def login() -> dict[str, Any]:
    data = load_body(login_schema, "user")
    user = User.authenticate(data["email"], data["password"])
    if user is None:
        raise ApiError(401, credentials="invalid")
    return {"user": user_schema.dump(user)}


# endregion


@bp.get("/user")
@jwt_required()
def current() -> dict[str, Any]:
    return {"user": user_schema.dump(current_user)}


@bp.put("/user")
@jwt_required()
def update() -> dict[str, Any]:
    data = load_body(user_schema, "user", partial=True)
    if not data:
        raise ValidationError({"user": [BLANK]})
    require_unused(data, current_user)
    assign(current_user, data)
    db.session.commit()
    return {"user": user_schema.dump(current_user)}


def require_unused(data: dict[str, Any], user: User | None = None) -> None:
    """Refuse a name or an address that somebody else has."""
    errors = {}
    for name in ("username", "email"):
        if name in data:
            taken = select(User.id).where(getattr(User, name) == data[name])
            if user is not None:
                taken = taken.where(User.id != user.id)
            if db.session.scalar(taken) is not None:
                errors[name] = ["has already been taken"]
    if errors:
        raise ValidationError(errors)


def assign(user: User, data: dict[str, Any]) -> None:
    for name, value in data.items():
        if name == "password":
            user.set_password(value)
        else:
            setattr(user, name, value)
