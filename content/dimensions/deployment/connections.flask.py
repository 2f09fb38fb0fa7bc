from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool


def shop(**options):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.db"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db = SQLAlchemy(app)
    opened = []
    with app.app_context():
        event.listen(db.engine, "connect", lambda *args: opened.append(1))
        print("pool:", type(db.engine.pool).__name__)

    @app.get("/")
    def home():
        return str(db.session.scalar(text("SELECT 1")))

    client = app.test_client()
    for _ in range(5):
        client.get("/")
    return len(opened)


pool = create_engine("sqlite:///limits.db").pool
print("pool size:", pool.size(), "| overflow:", pool._max_overflow)

# region show
print("5 requests, defaults, connections:", shop())
print("5 requests, no pool, connections:",
      shop(poolclass=NullPool))
# endregion
