import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, exc, text

folder = postgres.start()
URL = f"postgresql+psycopg://shop@/postgres?host={folder}"
PID = text("SELECT pg_backend_pid()")
TERMINATE = text("SELECT pg_terminate_backend(:pid)")
admin = create_engine(URL, isolation_level="AUTOCOMMIT")


def make(**options):
    # region show
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = URL
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db = SQLAlchemy(app)

    @app.get("/")
    def index():
        return str(db.session.scalar(PID))
    # endregion

    app.testing = True
    return app.test_client()


def attempt(client):
    try:
        client.get("/")
    except exc.OperationalError as error:
        return type(error.orig).__name__
    return "answered"


def lose(client):
    """End the connection that the app keeps, as a restart does."""
    with admin.connect() as connection:
        connection.execute(TERMINATE, {"pid": int(client.get("/").text)})


for label, options in (
    ("as installed", {}), ("with pool_pre_ping", {"pool_pre_ping": True}),
):
    client = make(**options)
    first, second = client.get("/").text, client.get("/").text
    print(f"{label}, two requests on one connection:", first == second)
    lose(client)
    print(f"{label}, after it was lost:", attempt(client), attempt(client))
