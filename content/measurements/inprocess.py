"""Asks a WSGI app for its pages without a server, in the environment of the app, which is the working folder.

    python inprocess.py check main:app     what each page answers, and the SQL that it sends
    python inprocess.py time main:app      milliseconds to import the app, microseconds for each page
    python inprocess.py start main:app     milliseconds to import the app, memory after one page

It knows no framework: it speaks WSGI, and counts SQL where SQLite itself reports it.
"""

import importlib
import io
import json
import os
import random
import sqlite3.dbapi2
import statistics
import sys
import time
from urllib.parse import urlencode

PAGES = {
    "string": "/string",
    "json": "/json",
    "table": "/table",
    "jinja": "/jinja",
    "item": "/items/500",
    "articles": "/articles",
    "order": "/order",
}
SECONDS, CHUNKS = float(os.environ.get("MEASURE_SECONDS", "0.06")), 6
SAID: list[str] = []


def ask(app, path, body=b"", cookie=""):
    """Call the app once; return its status, headers and body."""
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)),
    }
    if body:
        environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    seen = []
    answer = app(environ, lambda status, headers, info=None: seen.extend((status, headers)))
    try:
        return seen[0], seen[1], b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def order_form(app):
    """Return the body and the cookie of a valid order: the token that the page gave, under the field names of both sides."""
    _, headers, token = ask(app, "/order")
    cookies = [value.partition(";")[0] for name, value in headers if name.lower() == "set-cookie"]
    fields = {"name": "Ada", "email": "ada@example.org", "quantity": "3"}
    fields |= dict.fromkeys(("csrf_token", "csrfmiddlewaretoken"), token.decode())
    return urlencode(fields).encode(), "; ".join(cookies)


def listen():
    """Have every connection to SQLite report its statements."""
    connect = sqlite3.dbapi2.connect

    def connected(*given, **named):
        connection = connect(*given, **named)
        connection.set_trace_callback(SAID.append)
        return connection

    sqlite3.dbapi2.connect = connected


def check(app):
    answers = {}
    body, cookie = order_form(app)
    for name, path in PAGES.items():
        given = (body, cookie) if name == "order" else ()
        ask(app, path, *given)
        SAID.clear()
        status, _, answer = ask(app, path, *given)
        queries = [line for line in SAID if line.upper().startswith("SELECT") and " FROM " in " ".join(line.upper().split())]
        answers[name] = {"status": status[:3], "body": answer.decode(), "queries": queries}
    return answers


def clock(app):
    body, cookie = order_form(app)
    names = list(PAGES)
    random.shuffle(names)
    return {name: microseconds(app, PAGES[name], *((body, cookie) if name == "order" else ())) for name in names}


def microseconds(app, *given):
    """Return what one call takes: the median of some chunks of calls."""
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS / 3:
        ask(app, *given)
        calls += 1
    calls = max(1, calls * 3 // CHUNKS)
    chunks = []
    for _ in range(CHUNKS):
        start = time.perf_counter()
        for _ in range(calls):
            ask(app, *given)
        chunks.append((time.perf_counter() - start) / calls * 1e6)
    return round(statistics.median(chunks), 2)


def start(app):
    """Answer one page, and return the memory of this process in MB where the system says it."""
    ask(app, "/string")
    try:
        with open("/proc/self/smaps_rollup") as file:
            held = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except OSError:
        return {}
    return {"memory": round(held * 1024 / 1e6, 2)}


def main(verb, target):
    if verb == "check":
        listen()
    sys.path.insert(0, os.getcwd())
    module, _, name = target.partition(":")
    begun = time.perf_counter()
    app = getattr(importlib.import_module(module), name)
    imported = {"import": round((time.perf_counter() - begun) * 1e3, 2)}
    print(json.dumps(check(app) if verb == "check" else imported | (clock(app) if verb == "time" else start(app))))


main(*sys.argv[1:])
