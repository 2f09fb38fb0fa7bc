"""What visitors do to the table while a migration runs."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg


def connect(**options):
    return psycopg.connect(host=os.environ["PGHOST"], user="shop",
                           dbname="postgres", **options)


def sql(statement):
    with connect(autocommit=True) as connection:
        return connection.execute(statement).fetchall()


def meanwhile(step, table):
    """Run a migration while a transaction that wrote is still open."""
    write = f"INSERT INTO {table} (name, price) VALUES ('cup', 5)"
    with ThreadPoolExecutor(1) as pool, connect() as writer:
        writer.execute(write)
        migration = pool.submit(step)
        waiting = ("SELECT count(*) FROM pg_stat_activity WHERE query LIKE "
                   "'CREATE INDEX%' AND wait_event_type = 'Lock'")
        while not (sql(waiting)[0][0] or migration.done()):
            time.sleep(0.02)
        try:
            with connect(options="-c lock_timeout=300ms") as visitor:
                visitor.execute(write)
            said = "stored"
        except psycopg.OperationalError as error:
            said = f"{type(error).__name__} {str(error).splitlines()[0]}"
        writer.commit()
        migration.result()
    return said


def behind_a_writer(step, table):
    """Run a migration while a transaction that wrote stays open."""
    with connect() as writer:
        writer.execute(
            f"INSERT INTO {table} (name, price) VALUES ('cup', 5)")
        return step()


def indexes(table):
    return sql("SELECT relname, CASE WHEN indisvalid THEN 'valid' "
               "ELSE 'INVALID' END FROM pg_index "
               "JOIN pg_class ON oid = indexrelid WHERE NOT indisprimary "
               f"AND indrelid = '{table}'::regclass ORDER BY relname")
