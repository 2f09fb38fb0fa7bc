"""Notes in one JSON document."""

import json
from pathlib import Path
from threading import Lock

FILE = Path("notes.json")
lock = Lock()


# region store
def start():
    FILE.write_text('{"next": 1, "notes": []}')


def notes():
    return json.loads(FILE.read_text("utf-8"))["notes"]


def add(text):
    with lock:
        kept = json.loads(FILE.read_text("utf-8"))
        note = {"id": kept["next"], "text": text}
        kept["next"] += 1
        kept["notes"].append(note)
        FILE.write_text(json.dumps(kept), "utf-8")
    return note


def remove(number):
    with lock:
        kept = json.loads(FILE.read_text("utf-8"))
        before = len(kept["notes"])
        kept["notes"] = [n for n in kept["notes"] if n["id"] != number]
        FILE.write_text(json.dumps(kept), "utf-8")
        return len(kept["notes"]) < before
# endregion
