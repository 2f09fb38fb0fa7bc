from extensions import db, login
from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_prefixed_env()
    app.config.update(config or {})
    db.init_app(app)
    login.init_app(app)

    from stock import bp

    app.register_blueprint(bp)
    return app
