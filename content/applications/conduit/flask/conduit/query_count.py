from typing import Any

from flask import Flask, Response, g, has_request_context
from sqlalchemy import event

from .extensions import db


def init_app(app: Flask) -> None:
    """Report in X-Query-Count how many statements a request sent."""
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", count_statement)
    app.after_request(report)


def count_statement(*args: Any) -> None:
    if has_request_context():
        g.query_count = g.get("query_count", 0) + 1


def report(response: Response) -> Response:
    response.headers["X-Query-Count"] = str(g.get("query_count", 0))
    return response
