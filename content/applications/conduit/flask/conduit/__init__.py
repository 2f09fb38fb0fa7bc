from collections.abc import Mapping
from typing import Any

from flask import Flask

from . import admin, api, cli, config, errors, query_count, site, tasks
from .extensions import babel, cors, csrf, db, jwt, login_manager, mail, migrate


# region factory
def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    app = Flask(__name__)
    app.json = errors.JSONProvider(app)
    app.config.from_mapping(config.from_environment())
    app.config.from_mapping(overrides or {})
    app.json.sort_keys = False

    db.init_app(app)
    migrate.init_app(app, db)
    jwt.init_app(app)
    login_manager.init_app(app)
    csrf.init_app(app)
    mail.init_app(app)
    cors.init_app(app)
    babel.init_app(app)
    tasks.init_app(app)
    admin.init_app(app)
    errors.init_app(app)
    if app.config["CONDUIT_TEST"]:
        query_count.init_app(app)

    app.register_blueprint(api.bp)
    app.register_blueprint(site.bp)
    app.cli.add_command(cli.create_staff)
    return app


# endregion
