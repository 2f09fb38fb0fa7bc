"""Notes in a CSV file; the last id has a file of its own."""

import csv
from pathlib import Path
from threading import Lock

FILE, LAST = Path("notes.csv"), Path("last.txt")
lock = Lock()


# region store
def start():
    FILE.write_text("")
    LAST.write_text("0")


def notes():
    with FILE.open(newline="", encoding="utf-8") as file:
        return [{"id": int(n), "text": text} for n, text in csv.reader(file)]


def add(text):
    with lock:
        note = {"id": int(LAST.read_text()) + 1, "text": text}
        LAST.write_text(str(note["id"]))
        with FILE.open("a", newline="", encoding="utf-8") as file:
            csv.writer(file).writerow(note.values())
    return note


def remove(number):
    with lock:
        before = notes()
        kept = [n for n in before if n["id"] != number]
        with FILE.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(n.values() for n in kept)
        return len(kept) < len(before)
# endregion
