from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///test.db"
db = SQLAlchemy(app, session_options={
    "join_transaction_mode": "create_savepoint"})


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


with app.app_context():
    # sqlite3 would begin too late for a savepoint to be undone.
    @event.listens_for(db.engine, "connect")
    def leave_it_to_us(connection, record):
        connection.isolation_level = None

    @event.listens_for(db.engine, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN")
