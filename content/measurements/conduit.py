"""Measures both sides of Conduit under the same server, and writes conduit.json beside this file.

    python content/measurements/conduit.py              nine rounds in each environment, about six minutes
    python content/measurements/conduit.py --rounds 3   a short try

Each side gets a database with the same twenty articles, filled through its own API, and one worker of Gunicorn. A round
asks three endpoints of both sides, in an order that is drawn anew, then reads the worker's memory and runs the side's tests.
"""

import argparse
import contextlib
import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from sidebyside.content.source import Folder  # noqa: E402
from sidebyside.evidence import environments  # noqa: E402
from sidebyside.model.entries import Environment  # noqa: E402
from tools import measuring  # noqa: E402

CONDUIT = ROOT / "content" / "applications" / "conduit"
CACHE = ROOT / ".cache" / "measurements"
ENVIRONMENTS = {"lts": ("3.11", "lts.lock.txt"), "current": ("3.13", "current.lock.txt")}
APPS = {"flask": "conduit:create_app()", "django": "config.wsgi"}
PACKAGES = {
    "flask": [
        "flask", "flask-admin", "flask-babel", "flask-cors", "flask-jwt-extended", "flask-login", "flask-mailman",
        "flask-migrate", "flask-sqlalchemy", "flask-wtf", "marshmallow", "celery", "email-validator",
    ],
    "django": [
        "django", "django-cors-headers", "django-environ", "djangorestframework", "djangorestframework_simplejwt",
        "celery", "whitenoise",
    ],
}  # fmt: skip
ENDPOINTS = {"tags": "/api/tags", "articles": "/api/articles?limit=20", "article": "/api/articles/{slug}"}
REQUESTS = 150


class Server:
    """One side in one environment: a filled database, and a worker of Gunicorn."""

    def __init__(self, python, side, folder):
        self.python, self.side, self.folder = python, side, folder
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        secret = hashlib.sha256(side.encode()).hexdigest()
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.variables = {**kept, "SECRET_KEY": secret, "PYTHONPATH": str(CONDUIT / side), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = None
        self.slug = ""

    def start(self, *words):
        self.process = subprocess.Popen(
            [str(self.python), *words], cwd=self.folder, env=self.variables,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise measuring.Failure(f"{self.side} did not start")

    def stop(self):
        if self.process:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ask(self, method, path, body=None, token=""):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if token:
            headers["Authorization"] = f"Token {token}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status >= 300:
            raise measuring.Failure(f"{self.side}: {method} {path} answers {answer.status}")
        return json.loads(content)

    def fill(self):
        """Make the database as the application itself does, and write through its API."""
        self.start(str(CONDUIT / self.side / "main.py"), str(self.port))
        for person in range(5):
            user = {"username": f"writer{person}", "email": f"writer{person}@example.com", "password": "correct horse"}
            token = self.ask("POST", "/api/users", {"user": user})["user"]["token"]
            for number in range(4):
                article = {
                    "title": f"Article {person} {number}", "description": "Of twenty.", "body": "Words. " * 100,
                    "tagList": [f"tag{number}", f"tag{person}", "all"],
                }  # fmt: skip
                made = self.ask("POST", "/api/articles", {"article": article}, token)
        self.slug = made["article"]["slug"]
        self.stop()

    def serve(self):
        self.fill()
        address = f"127.0.0.1:{self.port}"
        self.start("-m", "gunicorn", "--workers", "1", "--bind", address, "--log-level", "error", APPS[self.side])
        for path in ENDPOINTS.values():
            self.ask("GET", path.format(slug=self.slug))

    def throughput(self, name):
        path = ENDPOINTS[name].format(slug=self.slug)
        began = time.perf_counter()
        for _ in range(REQUESTS):
            self.ask("GET", path)
        return {name: round(REQUESTS / (time.perf_counter() - began), 1)}

    def worker(self):
        """Return the process that answers requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return int(children.split()[0])

    def memory(self):
        """Return what the worker holds: its proportional share, in megabytes."""
        rollup = Path(f"/proc/{self.worker()}/smaps_rollup").read_text()
        line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
        return {"memory": round(int(line.split()[1]) / 1000, 1)}

    def tests(self):
        command = [str(self.python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", "."]
        began = time.perf_counter()
        subprocess.run(
            command, cwd=CONDUIT / self.side, env=self.variables, check=True, capture_output=True, timeout=300
        )
        return {"tests": round(time.perf_counter() - began, 2)}


def counted(python, side):
    """Return how many packages the side stands on, and what they take on disk."""
    told = subprocess.run(
        [str(python), str(HERE / "footprint.py"), *PACKAGES[side]], capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


def measure(name, rounds, tell):
    """Measure both sides in an environment; return its versions and the values by side and figure."""
    wanted, lock = ENVIRONMENTS[name]
    environment = Environment(name, name, wanted, lock)
    versions = ["Flask", "Werkzeug", "SQLAlchemy", "Django", "djangorestframework", "gunicorn"]
    ready = environments.provide_environment(
        environment, Folder(ROOT / "content", "content"), environments.default_cache(), versions
    )
    if isinstance(ready, environments.Unready):
        raise SystemExit(f"{name}: {ready.reason}")
    folder = Path(tempfile.mkdtemp(prefix="conduit-"))
    servers = {}
    try:
        for side in APPS:
            (folder / side).mkdir()
            servers[side] = Server(ready.python, side, folder / side)
            servers[side].serve()
        tasks = []
        for side, server in servers.items():
            for endpoint in ENDPOINTS:
                work = partial(server.throughput, endpoint)
                tasks.append(measuring.Task(f"{name} {endpoint} {side}", f"{name} {endpoint}", 1.0, work))
            tasks.append(measuring.Task(f"{name} memory {side}", f"{name} memory", 0.1, server.memory))
            tasks.append(measuring.Task(f"{name} tests {side}", f"{name} tests", 8.0, server.tests))
        journal = measuring.Journal(CACHE / f"conduit-{name}.jsonl")
        print_ = hashlib.sha256(Path(__file__).read_bytes() + str(time.time()).encode()).hexdigest()
        day = datetime.now(UTC).date().isoformat()
        journal.open(measuring.Plan(rounds, print_), day)
        own = [pid for server in servers.values() for pid in (server.process.pid, server.worker())]
        found = measuring.keep_rounds(tasks, measuring.Plan(rounds, print_), journal, tell, own)
        counts = {side: counted(ready.python, side) for side in APPS}
    finally:
        for server in servers.values():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return {"python": ready.version, "packages": ready.packages}, found, counts, journal.notes()


FIGURES = {
    "tags": ("GET /api/tags", "requests/s", "more"),
    "articles": ("GET /api/articles, 20 articles", "requests/s", "more"),
    "article": ("GET /api/articles/{slug}", "requests/s", "more"),
    "memory": ("Memory of the worker", "MB", "less"),
    "tests": ("The side's own tests", "s", "less"),
    "packages": ("Packages installed", "packages", "less"),
    "megabytes": ("Size on disk", "MB", "less"),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    tell = partial(print, end="", flush=True)
    benches, runs, busy = {}, {figure: {} for figure in FIGURES}, []
    for name in ENVIRONMENTS:
        benches[name], found, counts, notes = measure(name, rounds, tell)
        busy += [f"{name}: {note}" for note in notes]
        for figure in FIGURES:
            runs[figure][name] = {
                side: [counts[side][figure]] if figure in counts[side] else found[f"{name} {figure} {side}"][figure]
                for side in APPS
            }
    data = {
        "date": datetime.now(UTC).date().isoformat(), "rounds": rounds, "machine": measuring.machine(), "busy": busy,
        "left_out": [], "environments": benches, "programs": {},
        "figures": [
            {"id": figure, "title": title, "unit": unit, "better": better, "runs": runs[figure]}
            for figure, (title, unit, better) in FIGURES.items()
        ],
    }  # fmt: skip
    measuring.record(HERE / "conduit.json", data)
    print("\nwrote content/measurements/conduit.json")


if __name__ == "__main__":
    main()
