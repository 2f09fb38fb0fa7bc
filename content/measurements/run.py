"""Measures both sides of the shop in this folder, and writes the .json files beside it.

    python content/measurements/run.py              everything, about 12 minutes; goes on where a stopped run was
    python content/measurements/run.py --quick      three short rounds, for trying it out: marked as such
    python content/measurements/run.py compare      hold this run against the one before, in docs/measuring.md

Both sides run in the same virtual environment, made of the lock of content/environments and of extra.in; each
server gets one core and wrk the other; the code of both is in shop.* and hello.*. What tools.measuring knows (rounds,
order, journal, machine) is not repeated here.
"""

import argparse
import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from sidebyside.evidence import environments  # noqa: E402
from tools import measuring  # noqa: E402
from sidebyside.content import programs  # noqa: E402
from sidebyside.model.entries import Environment  # noqa: E402
from sidebyside.content.source import Folder  # noqa: E402

CACHE = ROOT / ".cache" / "measurements"
SUBJECTS = ("flask", "django")
ENVIRONMENTS = {"lts": ("3.11", "lts.lock.txt"), "current": ("3.13", "current.lock.txt")}
PACKAGES = {
    "flask": ["Flask", "Werkzeug", "Jinja2", "SQLAlchemy", "Flask-SQLAlchemy", "Flask-WTF", "WTForms", "Flask-Login", "flask-talisman"],
    "django": ["Django", "asgiref", "sqlparse"],
}
SERVERS = ["gunicorn", "uvicorn", "a2wsgi", "psycopg"]
ROOTS = {
    "alone": {"flask": ["flask"], "django": ["django"]},
    "equipped": {
        "flask": ["flask", "flask-sqlalchemy", "flask-wtf", "email-validator", "flask-login", "flask-talisman"],
        "django": ["django"],
    },
}
# How each side is started: the module and what its settings want.
TARGETS = {
    ("flask", "hello"): ("hello:app", {}),
    ("django", "hello"): ("hello:app", {}),
    ("flask", "bare"): ("main:app", {}),
    ("flask", "full"): ("full:app", {}),
    ("flask", "asgi"): ("asgi:app", {}),
    ("flask", "postgresql"): ("main:app", {"FLASK_DATABASE": "postgresql+psycopg://{PGUSER}@/shop_flask?host={PGHOST}"}),
    ("django", "bare"): ("main:app", {"DJANGO_SETTINGS_MODULE": "bare"}),
    ("django", "full"): ("main:app", {"DJANGO_SETTINGS_MODULE": "settings"}),
    ("django", "asgi"): ("asgi:app", {"DJANGO_SETTINGS_MODULE": "bare"}),
    ("django", "postgresql"): ("main:app", {"DJANGO_SETTINGS_MODULE": "postgresql"}),
}
PATHS = {name: f"/{name}" for name in ("string", "json", "table", "articles", "order", "wait")} | {"item": "/items/500"}
WAITING = 8  # threads of a worker that waits


@dataclass(frozen=True)
class Kind:
    """A server, how the app on it is configured, and the pages asked for: (page, clients)."""

    server: str
    config: str
    pages: tuple[tuple[str, int], ...]
    start: float = 0.8


SERVED = ("string", "json", "table", "item", "articles", "order")
KINDS = {
    "sync-bare": Kind("sync", "bare", tuple((page, 4) for page in SERVED)),
    "sync-full": Kind("sync", "full", tuple((page, 4) for page in SERVED if page not in {"item", "articles"})),
    "threads": Kind("threads", "bare", (("json", 8), ("wait", 1), ("wait", 16), ("wait", 64))),
    "asgi": Kind("asgi", "asgi", (("wait", 1), ("wait", 16), ("wait", 64))),
    "postgresql": Kind("sync", "postgresql", (("item", 4), ("articles", 4))),
}


class Lost(measuring.Failure):
    """An app or a load did not do what it was to do: this round of it does not count."""


# --- one environment -------------------------------------------------------------------------------------------------------


@dataclass
class Bench:
    """An environment that is ready: its Python, a copy of each app with a filled database, and what each page has to answer."""

    name: str
    ready: environments.Ready
    folder: Path
    postgres: dict[str, str]
    expected: dict[tuple[str, str], dict]
    length: float

    def app(self, subject: str) -> Path:
        return self.folder / f"shop.{subject}"

    def variables(self, subject: str, config: str) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        given = TARGETS[subject, config][1].items()
        return kept | self.postgres | {key: value.format(**self.postgres) for key, value in given}

    def python(self, subject: str, config: str, *words: str, **more: str) -> str:
        """Run Python in an app's folder and return what it prints."""
        command = [str(self.ready.python), *words]
        done = subprocess.run(
            command, cwd=self.app(subject), env=self.variables(subject, config) | more, capture_output=True, text=True, timeout=120
        )
        if done.returncode:
            raise Lost(f"{' '.join(words[-3:])}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
        return done.stdout


def prepare(name: str, postgres: dict[str, str], length: float, tell) -> Bench | None:
    """Make an environment and its apps; nothing where this machine lacks the Python."""
    version, lock = ENVIRONMENTS[name]
    locks = CACHE / "locks"
    (locks / "environments").mkdir(parents=True, exist_ok=True)
    both = (HERE.parent / "environments" / lock).read_text() + (HERE / f"extra-{name}.txt").read_text()
    (locks / "environments" / lock).write_text(both)
    tell(f"environment {name}: Python {version}\n")
    ready = environments.provide_environment(
        Environment(name, name, version, lock), Folder(locks, ""), ROOT / ".cache", [p for side in PACKAGES.values() for p in side] + SERVERS
    )
    if isinstance(ready, environments.Unready):
        tell(f"left out: {ready.reason} {ready.detail}\n")
        return None
    folder = CACHE / "work" / name
    shutil.rmtree(folder, ignore_errors=True)
    bench = Bench(name, ready, folder, postgres, {}, length)
    for subject in SUBJECTS:
        shutil.copytree(HERE / f"shop.{subject}", bench.app(subject), ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(HERE / f"hello.{subject}.py", bench.app(subject) / "hello.py")
        bench.python(subject, "full", "seed.py")
        if postgres:
            for verb in ("dropdb --if-exists", "createdb"):
                subprocess.run([*verb.split(), f"shop_{subject}"], env=os.environ | postgres, check=True, capture_output=True)
            bench.python(subject, "postgresql", "seed.py")
    compare_answers(bench)
    return bench


def compare_answers(bench: Bench) -> None:
    """Ask every page of both sides, and refuse to measure what does not do the same work."""
    for config in ("bare", "full"):
        for subject in SUBJECTS:
            target = TARGETS[subject, config][0]
            answers = json.loads(bench.python(subject, config, str(HERE / "inprocess.py"), "check", target))
            bench.expected[subject, config] = answers
        sides = [bench.expected[subject, config] for subject in SUBJECTS]
        for page, answer in sides[0].items():
            for other in sides[1:]:
                if same(answer["body"]) != same(other[page]["body"]) or {answer["status"], other[page]["status"]} != {"200"}:
                    raise SystemExit(f"{page}: the sides do not answer the same:\n{answer}\n{other[page]}")
                if len(answer["queries"]) != len(other[page]["queries"]):
                    raise SystemExit(f"{page}: the sides do not send as many queries:\n{answer['queries']}\n{other[page]['queries']}")


def same(body: str):
    """Return what has to be equal: the bytes, or what JSON says, which each side spaces in its own way."""
    try:
        return json.loads(body)
    except ValueError:
        return body


# --- measuring without a server --------------------------------------------------------------------------------------------


def in_process(bench: Bench, subject: str, config: str) -> dict[str, float]:
    with core(0):
        printed = bench.python(
            subject, config, str(HERE / "inprocess.py"), "time", TARGETS[subject, config][0], MEASURE_SECONDS=str(bench.length / 4)
        )
    return json.loads(printed)


def smallest(bench: Bench, subject: str) -> dict[str, float]:
    with core(0):
        return json.loads(bench.python(subject, "hello", str(HERE / "inprocess.py"), "start", TARGETS[subject, "hello"][0]))


# --- measuring with a server -----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def core(number: int):
    """Run what is started meanwhile on one core, where there is more than one and the system can do that."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) < 2:
        yield
        return
    os.sched_setaffinity(0, {cores[number % len(cores)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def served(bench: Bench, subject: str, kind: Kind):
    """Start a server with one worker; yield its process, its port and when it was started."""
    port, target = free_port(), TARGETS[subject, kind.config][0]
    if kind.server == "asgi":
        command = ["uvicorn", target, "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--no-access-log"]
    else:
        command = ["gunicorn", target, "--bind", f"127.0.0.1:{port}", "--workers", "1", "--log-level", "error", "--no-control-socket"]
        command += ["--worker-class", "gthread", "--threads", str(WAITING)] if kind.server == "threads" else ["--worker-class", "sync"]
    command[0] = str(bench.ready.bin / command[0])
    with tempfile.TemporaryFile() as errors, core(0):
        start = time.perf_counter()
        server = subprocess.Popen(
            command, cwd=bench.app(subject), env=bench.variables(subject, kind.config), stdout=errors, stderr=errors, start_new_session=True
        )
        try:
            yield server, port, start
        except (OSError, http.client.HTTPException, subprocess.SubprocessError, measuring.Failure) as error:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip().splitlines()
            raise Lost(f"{error}; the server said: {said[-1] if said else 'nothing'}") from error
        finally:
            stop(server)


def stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        pass
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def fetch(port: int, path: str, body: str = "", cookie: str = "") -> tuple[int, str, str]:
    """Ask one page over HTTP; return status, body and the cookies that it sets."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Cookie": cookie} if cookie else {}
    headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request("POST" if body else "GET", path, body or None, headers)
        answer = connection.getresponse()
        cookies = [value.partition(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        return answer.status, answer.read().decode(), "; ".join(cookies)
    finally:
        connection.close()


def first_answer(server: subprocess.Popen, port: int) -> None:
    """Wait until the server answers its first page."""
    deadline = time.perf_counter() + 20
    while True:
        try:
            if fetch(port, "/string")[0] == 200:
                return
            raise Lost("the first page failed")
        except (ConnectionError, http.client.HTTPException):
            if server.poll() is not None:
                raise Lost("the server ended") from None
            if time.perf_counter() > deadline:
                raise Lost("the server did not answer within 20 s") from None
            time.sleep(0.002)


def worker(server: subprocess.Popen) -> int:
    """Return the process that answers: the child of gunicorn, or uvicorn itself."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    listed = children.read_text().split() if children.exists() else []
    return int(listed[0]) if listed else server.pid


def megabytes(pid: int) -> dict[str, float]:
    """Return the memory of a process, what it shares counted in shares; nothing where the system does not say."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return {}
    return {"memory": round(int(found[1]) * 1024 / 1e6, 2)} if found else {}


def with_server(bench: Bench, subject: str, kind: Kind) -> dict[str, float]:
    values: dict[str, float] = {}
    with served(bench, subject, kind) as (server, port, start):
        first_answer(server, port)
        values["first"] = round((time.perf_counter() - start) * 1e3, 1)
        values |= {"idle": value for value in megabytes(worker(server)).values()}
        for page, clients in random.sample(kind.pages, len(kind.pages)):
            name = f"{page}-{clients}" if page == "wait" else page
            script = order_script(bench, subject, kind, port) if page == "order" else check(bench, subject, kind, page, port)
            if HAS_WRK:
                length = bench.length * {"wait-16": 1.5, "wait-64": 1.8}.get(name, 1)
                values |= {f"{name}-{what}": value for what, value in wrk(port, page, clients, length, script).items()}
        values |= {"loaded": value for value in megabytes(worker(server)).values()}
    return values


def check(bench: Bench, subject: str, kind: Kind, page: str, port: int) -> None:
    """Ask a page until it is warm, and compare it with what it has to answer."""
    config = "full" if kind.config == "full" else "bare"
    wanted = "waited" if page == "wait" else bench.expected[subject, config][page]["body"]
    for _ in range(3):
        status, body, _ = fetch(port, PATHS[page])
        if (status, body) != (200, wanted):
            raise Lost(f"{page} answers {status}: {body[:60]!r}")


def order_script(bench: Bench, subject: str, kind: Kind, port: int) -> Path:
    """Fetch a form's token, send one order, and write the script with which wrk sends the same."""
    _, token, cookie = fetch(port, "/order")
    fields = {"name": "Ada", "email": "ada@example.org", "quantity": "3", "csrf_token": token, "csrfmiddlewaretoken": token}
    body = urlencode(fields)
    status, answer, _ = fetch(port, "/order", body, cookie)
    if (status, answer) != (200, "3 for Ada"):
        raise Lost(f"order answers {status}: {answer[:60]!r}")
    script = bench.folder / f"order-{subject}-{kind.config}.lua"
    script.write_text(
        f'wrk.method = "POST"\nwrk.body = {json.dumps(body)}\n'
        f'wrk.headers["Cookie"] = {json.dumps(cookie)}\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'
    )
    return script


HAS_WRK = shutil.which("wrk") is not None
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


def wrk(port: int, page: str, clients: int, length: float, script: Path | None) -> dict[str, float]:
    """Load one page for some seconds; return requests a second and latencies in milliseconds."""
    command = ["wrk", "-t1", f"-c{clients}", "-d9s", "--latency", *(["-s", str(script)] if script else [])]
    with core(1):
        load = subprocess.Popen([*command, f"http://127.0.0.1:{port}{PATHS[page]}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        time.sleep(length)
        load.send_signal(signal.SIGINT)  # wrk counts whole seconds only; interrupted, it reports what it has
        said = load.communicate(timeout=10)[0]
    finally:
        load.kill()
        load.wait()
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not rate or float(rate[1]) == 0 or re.search(r"Non-2xx|Socket errors: connect [1-9]", said):
        raise Lost(f"wrk on {page}: {' '.join(said.split())[-160:]}")
    values = {"rate": float(rate[1])}
    for percent in ("50", "99"):
        found = re.search(rf"^\s*{percent}%\s+([\d.]+)(us|ms|s|m)\b", said, re.M)
        if found:
            values[f"p{percent}"] = round(float(found[1]) * UNITS[found[2]], 4)
    return values


# --- PostgreSQL ------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def postgresql(tell):
    """Start a PostgreSQL of our own in an empty folder; yield how to reach it and its process, or nothing where there is none."""
    folder = Path(tempfile.mkdtemp(prefix="measure-"))
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    server = None
    try:
        if not all(shutil.which(name) for name in ("postgres", "initdb", "createdb", "dropdb")):
            raise OSError("it is not installed")
        if user:
            shutil.chown(folder, user)
        run = partial(subprocess.Popen, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        if run(["initdb", "-D", "data", "-U", "measure", "-A", "trust", "--no-sync"]).wait(60):
            raise OSError("initdb failed")
        options = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", str(folder)]
        with core(1):
            server = run(["postgres", "-D", "data", *options])
        reach = {"PGHOST": str(folder), "PGUSER": "measure"}
        for _ in range(200):
            if (folder / ".s.PGSQL.5432").exists() and subprocess.run(["psql", "-c", "", "postgres"], env=os.environ | reach, capture_output=True).returncode == 0:
                break
            time.sleep(0.05)
        else:
            raise OSError("it did not start")
        yield reach, server.pid
    except (OSError, LookupError, PermissionError) as error:
        if server:
            raise
        tell(f"PostgreSQL is left out: {error}\n")
        yield {}, 0
    finally:
        if server:
            server.send_signal(signal.SIGINT)
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


# --- what is made of it ----------------------------------------------------------------------------------------------------

MORE, LESS = "more", "less"
CONFIGS = {"bare": "bare", "made": "as generated", "full": "same jobs"}
SIDES = {"bare": ("bare", "bare"), "made": ("bare", "full"), "full": ("full", "full")}


def pairs(prefix: str, value: str, configs: tuple[str, ...] = ("bare", "made", "full")):
    """Yield for some configurations its name, its words and the value of each side."""
    for config in configs:
        yield config, CONFIGS[config], tuple(f"{prefix}-{side}:{value}" for side in SIDES[config])


def figures() -> list[tuple[str, str, str, str, str, tuple[str, str]]]:
    """Return every figure: measurement, id, title, unit, what is better, and the value of each side."""
    made = []

    def add(slug, id, title, unit, better, values):
        made.append((slug, id, title, unit, better, values))

    for config, words in (("alone", "the framework alone"), ("equipped", "with ORM, forms, logins, headers")):
        add("footprint", f"packages-{config}", f"Packages, {words}", "packages", LESS, (f"{config}:packages",) * 2)
        add("footprint", f"size-{config}", f"Size on disk, {words}", "MB", LESS, (f"{config}:megabytes",) * 2)
    add("starting", "import-hello", "Importing the smallest app", "ms", LESS, ("hello:import",) * 2)
    for what, value, prefix in (("Importing the shop", "import", "direct"), ("First answer of a new server", "first", "sync")):
        for config, words, values in pairs(prefix, value):
            add("starting", f"{value}-{config}", f"{what}, {words}", "ms", LESS, values)
    add("memory", "hello", "The smallest app after one page", "MB", LESS, ("hello:memory",) * 2)
    for what, value in (("Worker after one page", "idle"), ("Worker after thousands of pages", "loaded")):
        for config, words, values in pairs("sync", value):
            add("memory", f"{value}-{config}", f"{what}, {words}", "MB", LESS, values)
    for page, what in (("string", "A string"), ("json", "JSON")):
        for config, words, values in pairs("direct", page):
            add("framework-share", f"{page}-{config}", f"{what}, {words}", "µs", LESS, values)
        for config, words, values in pairs("sync", f"{page}-rate"):
            add("requests", f"{page}-{config}", f"{what}, {words}", "requests/s", MORE, values)
        for percent in ("50", "99"):
            for config, words, values in pairs("sync", f"{page}-p{percent}", ("bare", "full")):
                add("latency", f"{page}-{percent}-{config}", f"{what}, {percent}th percentile, {words}", "ms", LESS, values)
    add("requests", "json-threads", "JSON, bare, 8 threads", "requests/s", MORE, ("threads:json-rate",) * 2)
    for config, words, values in pairs("direct", "table"):
        add("templates", f"table-{config}", f"100 rows, {words}", "µs", LESS, values)
    add("templates", "jinja-bare", "100 rows, bare, Jinja on both sides", "µs", LESS, ("direct-bare:jinja",) * 2)
    for config, words, values in pairs("sync", "table-rate", ("bare", "full")):
        add("templates", f"table-served-{config}", f"100 rows served, {words}", "requests/s", MORE, values)
    for page, what in (("item", "One row by its key"), ("articles", "20 rows with their authors")):
        add("orm", page, f"{what}, SQLite, without a server", "µs", LESS, (f"direct-bare:{page}",) * 2)
        add("orm", f"{page}-served", f"{what}, SQLite, served", "requests/s", MORE, (f"sync-bare:{page}-rate",) * 2)
        add("orm", f"{page}-postgresql", f"{what}, PostgreSQL, served", "requests/s", MORE, (f"postgresql:{page}-rate",) * 2)
    for config, words, values in pairs("direct", "order"):
        add("forms", f"order-{config}", f"A valid form, {words}", "µs", LESS, values)
    for config, words, values in pairs("sync", "order-rate", ("bare", "full")):
        add("forms", f"order-served-{config}", f"A valid form served, {words}", "requests/s", MORE, values)
    for server, what in (("threads", f"WSGI, {WAITING} threads"), ("asgi", "ASGI, one process")):
        # One client gets too few answers in a round to count them; how long each takes is known to the microsecond.
        add("waiting", f"{server}-1", f"{what}, 1 client, one answer", "ms", LESS, (f"{server}:wait-1-p50",) * 2)
        for clients in (16, 64):
            add("waiting", f"{server}-{clients}", f"{what}, {clients} clients", "requests/s", MORE, (f"{server}:wait-{clients}-rate",) * 2)
    for value, what in (("files", "Files"), ("lines", "Lines of code"), ("written", "Lines that no generator writes")):
        add("code-size", value, what, value if value == "files" else "lines", LESS, (f"code:{value}",) * 2)
    return made


GENERATED = {"flask": set(), "django": {"main.py", "settings.py"}}
NOT_THE_APP = {"seed.py", "asgi.py", "bare.py", "postgresql.py", "__init__.py"}


def code_size(subject: str) -> dict[str, float]:
    """Count the app's files and lines; blank lines, comments and what only measuring needs do not count."""
    files = lines = written = 0
    for file in sorted((HERE / f"shop.{subject}").rglob("*")):
        if file.suffix not in {".py", ".html"} or file.name in NOT_THE_APP or "__pycache__" in file.parts:
            continue
        text = file.read_text()
        own = text.partition("# The shop's own")[2] if file.name in GENERATED[subject] else text
        files, lines, written = files + 1, lines + code_lines(text), written + code_lines(own)
    return {"files": files, "lines": lines, "written": written}


def code_lines(text: str) -> int:
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in text.splitlines())


def counted(bench: Bench) -> dict[tuple[str, str], dict[str, float]]:
    """Return what is counted once: the same in every round."""
    found = {(subject, "code"): code_size(subject) for subject in SUBJECTS}
    for config, roots in ROOTS.items():
        for subject in SUBJECTS:
            found[subject, config] = json.loads(bench.python(subject, "bare", str(HERE / "footprint.py"), *roots[subject]))
    return found


def tasks_of(bench: Bench) -> list[measuring.Task]:
    made = []
    for subject in SUBJECTS:
        name = f"{bench.name}/hello"
        made.append(measuring.Task(f"{name}/{subject}", name, 0.3, partial(smallest, bench, subject)))
        for config in ("bare", "full"):
            seconds = 0.9 + 7 * bench.length * 0.34
            name = f"{bench.name}/direct-{config}"
            made.append(measuring.Task(f"{name}/{subject}", name, seconds, partial(in_process, bench, subject, config)))
        for key, kind in KINDS.items():
            if key == "postgresql" and not bench.postgres:
                continue
            seconds = kind.start + len(kind.pages) * (bench.length * (1.25 if kind.server != "sync" else 1) + 0.05) * HAS_WRK
            name = f"{bench.name}/{key}"
            made.append(measuring.Task(f"{name}/{subject}", name, seconds, partial(with_server, bench, subject, kind)))
    return made


def left_out(benches: list[Bench], postgres: dict[str, str]) -> list[str]:
    notes = [] if HAS_WRK else ["requests a second and latency: wrk is not installed"]
    notes += [] if postgres else ["PostgreSQL: none could be started on this machine"]
    found = {bench.name for bench in benches}
    return notes + [f"Python {version}: not on this machine" for name, (version, _) in ENVIRONMENTS.items() if name not in found]


def results(benches: list[Bench], series: measuring.Series, common: dict) -> dict[str, dict]:
    """Return what goes into each file, by the name of the measurement."""
    once = {bench.name: counted(bench) for bench in benches}
    files: dict[str, dict] = {}
    for slug, id, title, unit, better, values in figures():
        runs = {}
        for bench in benches:
            samples = {}
            for subject, value in zip(SUBJECTS, values):
                task, _, name = value.partition(":")
                if (subject, task) in once[bench.name]:
                    listed = [once[bench.name][subject, task][name]]
                else:
                    listed = series.get(f"{bench.name}/{task}/{subject}", {}).get(name, [])
                if any(sample is not None for sample in listed):
                    samples[subject] = listed
            if samples and not (slug == "code-size" and bench is not benches[-1]):
                runs[bench.name] = samples
        data = files.setdefault(slug, common | {"figures": []})
        if runs:
            data["figures"].append({"id": id, "title": title, "unit": unit, "better": better, "runs": runs})
    return {slug: data for slug, data in files.items() if data["figures"]}


def environment_record(bench: Bench) -> dict:
    return {"python": bench.ready.version, "packages": dict(sorted(bench.ready.packages.items()))}


def program_hashes() -> dict[str, str]:
    """Return the fingerprint of every app, as the site computes it."""
    hashes = {}
    for subject in SUBJECTS:
        hashes[f"hello.{subject}"] = programs.program_sha256([("hello", (HERE / f"hello.{subject}.py").read_text())])
        folder = HERE / f"shop.{subject}"
        files = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts}
        names = sorted(files, key=lambda name: (name != "main.py", not name.endswith("/main.py"), name))
        hashes[f"shop.{subject}"] = programs.program_sha256([(name, files[name].read_text()) for name in names])
    return hashes


def fingerprint(words: list[str]) -> str:
    """Return what a run is known again by: every file that takes part, and how it was asked for."""
    parts = [*words, json.dumps(program_hashes()), json.dumps(measuring.machine())]
    parts += [file.read_text() for file in sorted([*HERE.glob("*.py"), *HERE.glob("*.txt"), *HERE.parent.glob("environments/*.lock.txt")])]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def tell(text: str) -> None:
    """Show progress on a terminal in one line; in a pipe only whole lines."""
    if text.startswith("\r"):
        if sys.stderr.isatty():
            print(f"\r\x1b[K{text[1:]}", end="", file=sys.stderr, flush=True)
    else:
        print(text, end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def alone():
    """Refuse to measure twice at once: both runs would be worth nothing."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            raise SystemExit("run.py: another run is measuring on this machine; wait for it, or stop it") from None
        yield


def run(options) -> int:
    rounds = options.rounds or (3 if options.quick else 15)
    length = 0.15 if options.quick else 0.25
    if not options.quick:
        measuring.settle(tell)
    notes = measuring.load_notes() + ([f"a trial of {rounds} short rounds"] if options.quick or rounds < 15 else [])
    for note in notes:
        tell(f"marked: {note}\n")
    with postgresql(tell) as (postgres, pid):
        benches = [bench for name in ENVIRONMENTS if (bench := prepare(name, postgres, length, tell))]
        if not benches:
            raise SystemExit("no environment could be made; nothing was measured")
        tasks = [task for bench in benches for task in tasks_of(bench)]
        plan = measuring.Plan(rounds, fingerprint([str(rounds), str(length), str(bool(postgres)), *(bench.name for bench in benches)]))
        journal = measuring.Journal(CACHE / f"journal-{'quick' if options.quick else 'full'}.jsonl")
        began = journal.open(plan, datetime.now(UTC).date().isoformat())
        left = sum(task.seconds for task in tasks for number in range(rounds) if (number, task.name) not in journal.done())
        tell(f"{len(tasks)} tasks in {rounds} rounds: about {measuring.minutes(left)}. Ctrl-C stops; the same command goes on.\n")
        for note in notes:
            journal.add({"note": note})
        random.seed(1)
        series = measuring.keep_rounds(tasks, plan, journal, tell, [pid] if pid else [])
        # The slowest hundredth is spread by its nature.
        steady = {task: {name: values for name, values in names.items() if not name.endswith("p99")} for task, names in series.items()}
        notes = journal.notes() + measuring.spread_notes(steady)
        lost = [line for line in journal.lines if "lost" in line]
        common = {
            "date": began,
            "rounds": rounds,
            "machine": measuring.machine(),
            "busy": notes,
            "left_out": left_out(benches, postgres) + ([f"{len(lost)} rounds that crashed"] if lost else []),
            "environments": {bench.name: environment_record(bench) for bench in benches},
            "programs": program_hashes(),
        }
        write(results(benches, series, common))
        journal.path.unlink()
    for note in notes:
        tell(f"\nmarked: {note}")
    tell("\n")
    return 0


def write(files: dict[str, dict]) -> None:
    """Write the results, and keep those of the run before for comparing."""
    before = CACHE / "before"
    shutil.rmtree(before, ignore_errors=True)
    before.mkdir(parents=True)
    for old in HERE.glob("*.json"):
        shutil.move(old, before / old.name)
    for slug, data in files.items():
        measuring.record(HERE / f"{slug}.json", data)
        tell(f"\nwrote content/measurements/{slug}.json")


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__.partition("\n")[0])
    parser.add_argument("verb", nargs="?", choices=["measure", "compare"], default="measure")
    parser.add_argument("--quick", action="store_true", help="three short rounds; the results are marked")
    parser.add_argument("--rounds", type=int, help="how many rounds (default: 15)")
    options = parser.parse_args()
    if options.rounds is not None and options.rounds < 2:
        parser.error("at least two rounds, or there is nothing to compare")
    try:
        if options.verb == "compare":
            from sidebyside.content import measurements

            verdict, enough = measurements.compare_runs(CACHE / "before", HERE, ROOT / "docs" / "measuring.md", SUBJECTS)
            print(verdict)
            return 0 if enough else 1
        with alone():
            return run(options)
    except KeyboardInterrupt:
        tell("\nstopped; the same command goes on from here\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
