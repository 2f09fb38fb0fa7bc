import threading

import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc, select, text
from sqlalchemy.orm import Mapped, mapped_column

folder = postgres.start()
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={folder}")
db = SQLAlchemy(app)


class Job(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default="new")


# region show
def take_job(**options):
    """Lock the first job that is new."""
    return db.session.scalar(
        select(Job).where(Job.state == "new").order_by(Job.id)
        .limit(1).with_for_update(**options))
# endregion


def other(do):
    """Run a function in a thread, with a session of its own."""
    result = []

    def work():
        with app.app_context():
            try:
                result.append(do())
            except exc.OperationalError as error:
                result.append(type(error.orig).__name__)
            finally:
                db.session.rollback()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return result[0]


with app.app_context():
    db.create_all()
    db.session.add_all([Job(id=1), Job(id=2)])
    db.session.commit()

    print("first worker takes job", take_job().id)
    free = other(lambda: take_job(skip_locked=True).id)
    print("second, skip_locked: job", free)
    print("second, nowait:", other(lambda: take_job(nowait=True)))

    def impatient():
        db.session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        return take_job()

    print("second, lock_timeout:", other(impatient))
    db.session.rollback()

    def cross(first, second, errors):
        with app.app_context():
            try:
                db.session.get(Job, first, with_for_update=True)
                met.wait()
                db.session.get(Job, second, with_for_update=True)
                db.session.commit()
            except exc.OperationalError as error:
                db.session.rollback()
                errors.append((error, error.orig))

    met, errors = threading.Barrier(2), []
    threads = [threading.Thread(target=cross, args=(*pair, errors))
               for pair in ((1, 2), (2, 1))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    kinds = [type(one).__name__ for one in errors[0]]
    print("two transactions that wait for each other:",
          len(errors), "fails:", *kinds)
