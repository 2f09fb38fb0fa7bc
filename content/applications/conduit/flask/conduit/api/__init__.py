from flask import Blueprint

from ..extensions import csrf
from . import articles, comments, profiles, tags, users

bp = Blueprint("api", __name__, url_prefix="/api")

for child in (users.bp, profiles.bp, articles.bp, comments.bp, tags.bp):
    csrf.exempt(child)  # a token in a header is sent by no form of another site
    bp.register_blueprint(child)
