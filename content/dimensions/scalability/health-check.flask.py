from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError


def shop(uri, **config):
    app = Flask(__name__)
    app.config.update(config, SQLALCHEMY_DATABASE_URI=uri)
    db = SQLAlchemy(app)

    # region show
    @app.get("/healthz")
    def health():
        try:
            db.session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return "database unavailable", 503
        return "ok"
    # endregion

    return app.test_client()


def show(label, answer):
    said = answer.text if answer.status_code != 400 else "Bad Request"
    print(f"{label}:", answer.status_code, said)


PROBE = {"base_url": "http://10.0.0.5"}
show("database up", shop("sqlite://").get("/healthz"))
show("database down", shop("sqlite:////no/folder/s.db").get("/healthz"))
show("probe by IP address", shop("sqlite://").get("/healthz", **PROBE))
strict = shop("sqlite://", TRUSTED_HOSTS=["shop.example"])
show("the same, host names restricted", strict.get("/healthz", **PROBE))
