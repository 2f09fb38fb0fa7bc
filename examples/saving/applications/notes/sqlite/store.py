"""Notes in an SQLite database."""

import sqlite3
from contextlib import closing

FILE = "notes.sqlite3"


# region store
def connect():
    return closing(sqlite3.connect(FILE, isolation_level=None))


def start():
    with connect() as db:
        db.execute("DROP TABLE IF EXISTS note")
        db.execute(
            "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text)"
        )


def notes():
    with connect() as db:
        rows = db.execute("SELECT id, text FROM note ORDER BY id")
        return [{"id": number, "text": text} for number, text in rows]


def add(text):
    with connect() as db:
        done = db.execute("INSERT INTO note (text) VALUES (?)", [text])
        return {"id": done.lastrowid, "text": text}


def remove(number):
    with connect() as db:
        done = db.execute("DELETE FROM note WHERE id = ?", [number])
        return done.rowcount == 1
# endregion
