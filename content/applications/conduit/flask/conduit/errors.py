from collections.abc import Mapping
from typing import Any

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest, HTTPException, SecurityError

from .extensions import jwt


class ApiError(Exception):
    """An answer of the API that is an error: a status and a message by field."""

    def __init__(self, status: int, **fields: str) -> None:
        super().__init__(status, fields)
        self.status = status
        self.fields = {name: [text] for name, text in fields.items()}


class JSONProvider(DefaultJSONProvider):
    """Refuses bodies that are nested too deeply to be parsed, instead of failing."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            return super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None


# region handlers
def init_app(app: Flask) -> None:
    app.register_error_handler(ApiError, handle_api_error)
    app.register_error_handler(ValidationError, handle_validation_error)
    app.register_error_handler(HTTPException, handle_http_error)


def handle_api_error(error: ApiError) -> ResponseReturnValue:
    return error_body(error.fields), error.status


def handle_validation_error(error: ValidationError) -> ResponseReturnValue:
    fields = error.normalized_messages()
    return error_body({name: flatten(found) for name, found in fields.items()}), 422


def handle_http_error(error: HTTPException) -> ResponseReturnValue | HTTPException:
    """Answer in JSON below /api, where a client reads no HTML."""
    if not request.path.startswith("/api/"):
        return error
    status = error.code or 500
    if isinstance(error, BadRequest) and not isinstance(error, SecurityError):
        status = 422  # a body that is not JSON; a foreign Host header stays 400
    return error_body({}, f"{error.name}."), status


# endregion


@jwt.unauthorized_loader
def missing_token(reason: str) -> ResponseReturnValue:
    return unauthorized("is missing")


@jwt.invalid_token_loader
def invalid_token(reason: str) -> ResponseReturnValue:
    return unauthorized("is invalid")


@jwt.expired_token_loader
def expired_token(header: dict[str, Any], data: dict[str, Any]) -> ResponseReturnValue:
    return unauthorized("is invalid")


@jwt.user_lookup_error_loader
def unknown_user(header: dict[str, Any], data: dict[str, Any]) -> ResponseReturnValue:
    return unauthorized("is invalid")


def unauthorized(message: str) -> ResponseReturnValue:
    return error_body({"token": [message]}), 401, {"WWW-Authenticate": "Token"}


def flatten(messages: Any) -> list[str]:
    """Return the messages of one field, those of a list's items included."""
    if isinstance(messages, Mapping):
        return [text for found in messages.values() for text in flatten(found)]
    return list(messages)


def error_body(fields: Mapping[str, list[str]], *sentences: str) -> dict[str, Any]:
    """Return each field's messages, and in `body` all of them as sentences."""
    body = [*sentences, *fields.get("body", [])]
    for name, texts in fields.items():
        if name != "body":
            body += [f"{name}: {text}" for text in texts]
    return {"errors": {**fields, "body": body}}
