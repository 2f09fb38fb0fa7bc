import threading
import time
from concurrent.futures import ThreadPoolExecutor

import postgres
import psycopg
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, exc, text

host = postgres.start("max_connections=6", "superuser_reserved_connections=0")
admin = psycopg.connect(
    host=host, user="shop", dbname="postgres", autocommit=True)

# region show
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={host}")
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
    "pool_size": 2, "max_overflow": 1,
    "pool_timeout": 0.5,        # seconds to wait for a connection
    "pool_recycle": 1,          # seconds that a connection lasts
    "connect_args": {
        "application_name": "shop",
        "options": "-c statement_timeout=300",
    },
}
db = SQLAlchemy(app)


@app.get("/slow/")
def slow():
    db.session.execute(text("SELECT 1"))
    meeting.wait()              # a call to another service
    return "1"
# endregion


@app.get("/report/")
def report():
    db.session.execute(text("SELECT pg_sleep(5)"))
    return "1"


def states():
    return [row[0] for row in admin.execute(
        "SELECT state FROM pg_stat_activity WHERE application_name = 'shop'")]


def attempt(path):
    try:
        return str(app.test_client().get(path).status_code)
    except (exc.TimeoutError, exc.DBAPIError) as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        return f"{type(error).__name__} {reason.partition(', conn')[0]}"


app.testing = True
meeting = threading.Barrier(4)
with ThreadPoolExecutor(8) as pool:
    waiting = [pool.submit(attempt, "/slow/") for _ in range(3)]
    while meeting.n_waiting < 3:
        time.sleep(0.01)
    print("3 requests wait for another service:", states())
    print("the next one:", attempt("/slow/"))
    meeting.wait()
    print("they answer:", [future.result() for future in waiting])
for _ in range(200):            # the server ends the third one soon
    if len(states()) == 2:
        break
    time.sleep(0.02)
print("left open afterwards:", len(states()), states()[0])
meeting = threading.Barrier(1)

with app.app_context():
    db.session.execute(text("SELECT 1"))
    print("after a query:", states().count("idle in transaction"),
          "in a transaction; taken from the pool:",
          db.engine.pool.checkedout())
    db.session.commit()
    print("after commit():", states().count("idle in transaction"),
          "in a transaction; taken from the pool:",
          db.engine.pool.checkedout())

print("statement_timeout:", attempt("/report/"))

with app.app_context():
    first = db.session.scalar(text("SELECT pg_backend_pid()"))
    db.session.commit()
    time.sleep(1.2)
    second = db.session.scalar(text("SELECT pg_backend_pid()"))
    print("older than pool_recycle, the same connection:", first == second)
    for number in range(7):
        db.session.execute(text("SELECT :number + 1"), {"number": number})
    print("prepared by the seventh run:", db.session.scalar(text(
        "SELECT count(*) FROM pg_prepared_statements")))
    plain = create_engine(
        db.engine.url, connect_args={"prepare_threshold": None})
    with plain.connect() as connection:
        for number in range(7):
            connection.execute(text("SELECT :n + 1"), {"n": number})
        print("with prepare_threshold=None:", connection.scalar(text(
            "SELECT count(*) FROM pg_prepared_statements")))
    plain.dispose()
    db.engine.dispose()
admin.close()
