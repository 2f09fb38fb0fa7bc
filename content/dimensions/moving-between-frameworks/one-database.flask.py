import sqlite3

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import inspect
from sqlalchemy.ext.automap import automap_base

# What Django's migrations made: it goes on to own these tables.
with sqlite3.connect("shop.db") as connection:
    connection.executescript("""
        CREATE TABLE shop_customer (
            id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
            name varchar(80) NOT NULL);
        CREATE TABLE shop_order (
            id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
            paid bool NOT NULL,
            customer_id bigint NOT NULL REFERENCES shop_customer (id));
        INSERT INTO shop_customer VALUES (1, 'Ada');
        INSERT INTO shop_order VALUES (7, 0, 1);
    """)

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///../shop.db"
db = SQLAlchemy(app)

with app.app_context():
    # region show
    Base = automap_base()
    Base.prepare(autoload_with=db.engine)
    Customer, Order = Base.classes.shop_customer, Base.classes.shop_order
    # endregion
    print("mapped:", sorted(Base.classes.keys()))
    order = db.session.get(Order, 7)
    print("columns:", sorted(inspect(Order).columns.keys()))
    print("relationship:", order.shop_customer.name)
    print("type of paid:", type(order.paid).__name__)
    order.paid = True
    db.session.commit()

    # region show

    class Note(db.Model):
        id = db.mapped_column(db.Integer, primary_key=True)

    db.create_all()
    # endregion
    print("tables:", sorted(inspect(db.engine).get_table_names()))

    def proposed(**options):
        """Return what `flask db migrate` would do."""
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts=options)
            return sorted(f"{name} {table.name}" for name, table, *_
                          in compare_metadata(context, db.metadata))

    print("Alembic proposes:", proposed())

    # region show
    def include_object(thing, name, kind, reflected, compared):
        return not (kind == "table" and reflected and compared is None)
    # endregion

    print("with include_object:", proposed(include_object=include_object))

    class Taken(db.Model):
        __tablename__ = "shop_customer"
        id = db.mapped_column(db.Integer, primary_key=True)
        name = db.mapped_column(db.String(80), nullable=False)

    print("with a model for a table:",
          proposed(include_object=include_object), "| rows:",
          db.session.scalar(db.select(db.func.count(Taken.id))))
