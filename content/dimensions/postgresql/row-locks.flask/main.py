import threading
from concurrent.futures import ThreadPoolExecutor

import postgres
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, func, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, joinedload, mapped_column, relationship,
)


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Shelf(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Job(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    done: Mapped[bool] = mapped_column(default=False)
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelf.id"))
    shelf: Mapped[Shelf | None] = relationship()


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"))
    job: Mapped[Job] = relationship()


# region show
def next_job(**options):
    """Lock the first open job until the session commits."""
    return db.session.scalar(
        select(Job).where(Job.done.is_(False)).order_by(Job.id)
        .limit(1).with_for_update(**options))


def in_transaction(call, **options):
    try:
        with db.session.begin():
            return call(**options).name
    except DBAPIError as error:
        return described(error)


def with_timeout():
    db.session.execute(text("SET LOCAL lock_timeout = '200ms'"))
    return next_job()
# endregion


def described(error):
    name = type(error).__name__
    cause = type(error.orig).__name__
    return f"{name} ({cause}) {str(error.orig).splitlines()[0]}"


def add_note():
    db.session.execute(text("SET LOCAL lock_timeout = '200ms'"))
    note = Note(job_id=1)
    db.session.add(note)
    db.session.flush()
    return note.job


def other_worker(call, *words, **options):
    def work():
        with app.app_context():
            return call(*words, **options)

    return pool.submit(work)


pool = ThreadPoolExecutor(4)
app = Flask(__name__)
host = postgres.start()
app.config["SQLALCHEMY_DATABASE_URI"] = (
    f"postgresql+psycopg://shop@/postgres?host={host}")
db.init_app(app)
app.app_context().push()
db.create_all()
db.session.add_all([Job(name="mail"), Job(name="bill")])
db.session.commit()
print("adapter:", db.engine.dialect.driver)
short = make_url("postgresql://shop@/postgres")
print("adapter of postgresql://", short.get_dialect().driver)

print("worker 1 locks:", next_job().name)
print("a plain SELECT reads:", other_worker(
    db.session.scalar, select(func.count(Job.id))).result(), "rows")
print("skip_locked, worker 2 locks:", other_worker(
    in_transaction, next_job, skip_locked=True).result())
print("nowait:", other_worker(
    in_transaction, next_job, nowait=True).result())
print("lock_timeout:", other_worker(in_transaction, with_timeout).result())
print("a row that points at it:", other_worker(
    in_transaction, add_note).result())
began = threading.Event()
waiting = other_worker(lambda: began.set() or in_transaction(next_job))
began.wait()
try:
    waiting.result(timeout=0.4)
except TimeoutError:
    print("without an option, worker 2 waits")
db.session.commit()
print("once worker 1 has committed, it locks:", waiting.result())

print("key_share, worker 1 locks:", next_job(key_share=True).name)
print("a row that points at it:", other_worker(
    in_transaction, add_note).result())
db.session.rollback()
print("in a transaction after a query:",
      next_job() is not None and db.session().in_transaction())
db.session.rollback()


def with_shelf(**options):
    return db.session.scalar(
        select(Job).options(joinedload(Job.shelf)).order_by(Job.id)
        .limit(1).with_for_update(**options))


print("with a nullable relation:", in_transaction(with_shelf))
print("the same, of=Job:", in_transaction(with_shelf, of=Job))
pool.shutdown()
db.engine.dispose()
