# region show
from flask import Flask


def create_app(**overrides):
    app = Flask(__name__)
    app.config.update(overrides)

    from orders_part import bp

    app.register_blueprint(bp)
    return app
# endregion
