from datetime import UTC, datetime
from typing import Any

from flask import request
from flask_jwt_extended import create_access_token
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from ..models import Tag, User

BLANK = "can't be blank"


def require_storable(text: str) -> None:
    """Refuse what JSON can write and no database keeps."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError("must not hold null characters or lone surrogates")


class Text(fields.String):
    """A text that is there, without the white space around it."""

    default_error_messages = {"required": BLANK, "null": BLANK}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs).strip()
        if not text:
            raise self.make_error("required")
        require_storable(text)
        return text


class Password(fields.String):
    """A text that is there, to the letter."""

    default_error_messages = {"required": BLANK, "null": BLANK}

    def __init__(self, **kwargs: Any) -> None:
        blank = validate.Length(min=1, error=BLANK)
        rules = [blank, validate.Length(max=128), require_storable]
        super().__init__(validate=rules, **kwargs)


class OptionalText(fields.String):
    """A text that may be missing; an empty one counts as missing."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str | None:
        text = super()._deserialize(value, *args, **kwargs).strip()
        require_storable(text)
        return text or None

    def _validate(self, value: str | None) -> None:
        if value is not None:
            super()._validate(value)


class Timestamp(fields.Field[datetime]):
    """A moment in UTC with milliseconds: 2026-01-31T12:00:00.000Z."""

    def _serialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        moment = value.astimezone(UTC).isoformat(timespec="milliseconds")
        return moment.replace("+00:00", "Z")


class BaseSchema(Schema):
    class Meta:
        unknown = EXCLUDE


# region user
class UserSchema(BaseSchema):
    """The account itself, as its owner sees it."""

    email = Text(required=True, validate=[validate.Email(), validate.Length(max=254)])
    token = fields.Method("make_token", dump_only=True)
    username = Text(
        required=True,
        validate=[
            validate.Length(max=150),
            validate.Regexp(
                r"^[\w.@+-]+\Z", error="may hold letters, digits and @.+-_"
            ),
        ],
    )
    bio = OptionalText(allow_none=True)
    image = OptionalText(allow_none=True, validate=validate.Length(max=500))
    password = Password(required=True, load_only=True)

    def make_token(self, user: User) -> str:
        return create_access_token(identity=user)


# endregion


class LoginSchema(BaseSchema):
    email = Text(required=True)
    password = Password(required=True)


class ProfileSchema(BaseSchema):
    """A user as others see them; needs User.seen_by()."""

    username = fields.String()
    bio = fields.String()
    image = fields.String()
    following = fields.Boolean()


class TagList(fields.List):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Text(validate=validate.Length(max=100)), **kwargs)

    def _serialize(self, value: list[Tag], *args: Any, **kwargs: Any) -> list[str]:
        return [tag.name for tag in value]


class ArticleSchema(BaseSchema):
    """An article as one reader sees it; needs Article.seen_by()."""

    slug = fields.String(dump_only=True)
    title = Text(required=True, validate=validate.Length(max=200))
    description = Text(required=True)
    tags = TagList(data_key="tagList")
    created_at = Timestamp(data_key="createdAt", dump_only=True)
    updated_at = Timestamp(data_key="updatedAt", dump_only=True)
    favorited = fields.Boolean(dump_only=True)
    favorites_count = fields.Integer(data_key="favoritesCount", dump_only=True)
    author = fields.Nested(ProfileSchema, dump_only=True)
    body = Text(required=True)


class CommentSchema(BaseSchema):
    id = fields.Integer(dump_only=True)
    created_at = Timestamp(data_key="createdAt", dump_only=True)
    updated_at = Timestamp(data_key="updatedAt", dump_only=True)
    body = Text(required=True)
    author = fields.Nested(ProfileSchema, dump_only=True)


class WindowSchema(BaseSchema):
    """The part of a list that a request asks for."""

    limit = fields.Integer(load_default=20, validate=validate.Range(min=1))
    offset = fields.Integer(
        load_default=0, validate=validate.Range(min=0, max=2**31 - 1)
    )


# region body
def load_body(
    schema: Schema, envelope: str, *, partial: bool = False
) -> dict[str, Any]:
    """Validate what the request's body holds under the key `envelope`."""
    body = request.get_json()
    content = body.get(envelope) if isinstance(body, dict) else None
    if not isinstance(content, dict):
        raise ValidationError({envelope: [BLANK]})
    return schema.load(content, partial=partial)


# endregion
