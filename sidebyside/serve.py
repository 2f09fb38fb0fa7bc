"""The author's loop: build, serve on this machine, watch, and tell the browser.

The `livereload` package brings the browser's side and its protocol. Three things of it are mended here: it drops a save that
comes soon after another (so the files are watched here), it answers to any Host and Origin (so a page elsewhere could read the
drafts of whoever has it open), and its script is inline (which the site's own policy forbids).
"""

import asyncio
import errno
import os
import re
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from http.client import responses
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import httputil, web
from tornado.httpserver import HTTPServer

from sidebyside import write
from sidebyside.pipeline import Job, Outcome, build
from sidebyside.problems import Problem, Refusal, as_text, count

Tell = Callable[[list[Problem]], None]
Snapshot = dict[str, tuple[int, int]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERY = 0.1
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


@dataclass
class Loop:
    """What the server knows: the job, and the problems that keep the newest content from being shown."""

    job: Job
    hosts: frozenset[str]
    port: int
    tell: Tell
    problems: tuple[Problem, ...] = ()
    seen: Snapshot | None = None

    def rebuild(self) -> bool:
        """Build once more; return whether a browser has something new to show."""
        before = self.problems
        try:
            outcome = build(replace(self.job, strict=False))
        except (Refusal, OSError) as refusal:
            print(f"build.py: {refusal}", file=sys.stderr)
            return False
        self.tell(outcome.problems)
        self.problems = () if outcome.written else tuple(problem for problem in outcome.problems if problem.is_error)
        print(_line(outcome), flush=True)
        changed = outcome.written is not None and (outcome.written.changed or outcome.written.removed)
        return bool(changed) or self.problems != before

    def look(self) -> None:
        """Rebuild when a watched file is not what it was, and tell the browsers."""
        now = snapshot(self.job.content.root, self.job.templates.root)
        if now != self.seen:
            self.seen = now
            if self.rebuild():
                LiveReloadHandler.reload_waiters("*")

    def allows(self, host: str) -> bool:
        """Tell whether a Host header names this server; a page elsewhere whose name leads here does not."""
        name = httputil.split_host_and_port(host.lower())[0].strip("[]")
        return name in self.hosts


def _line(outcome: Outcome) -> str:
    if outcome.written is None:
        return "The last good site stays up."
    written = outcome.written
    return f"{count(outcome.pages, 'page')}: {written.changed:,} changed, {written.removed:,} removed"


def snapshot(*folders: Path) -> Snapshot:
    """Return size and time of every file below some folders, so that no kind of save can be missed."""
    return {path: (info.st_mtime_ns, info.st_size) for folder in folders for path, info in _stats(str(folder))}


def _stats(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir():
                if not entry.name.startswith(".") and entry.name != "__pycache__":
                    yield from _stats(entry.path)
            else:
                yield entry.path, entry.stat()
        except OSError:
            continue


class _Live(LiveReloadHandler):  # type: ignore[misc] # the package has no types
    """The websocket, for pages of this server alone."""

    def initialize(self, loop: Loop) -> None:
        self.loop = loop

    def prepare(self) -> None:
        if not self.loop.allows(self.request.host):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        host = origin.partition("://")[2]
        return host == self.request.host and self.loop.allows(host)


class _Script(LiveReloadJSHandler):  # type: ignore[misc] # the package has no types
    """The package's script, for pages of this server alone."""

    def initialize(self, loop: Loop) -> None:
        self.loop = loop

    def prepare(self) -> None:
        if not self.loop.allows(self.request.host):
            raise web.HTTPError(403)


class _Pages(web.StaticFileHandler):
    """The files of output/, each page with the script that reloads it and what is wrong with the newest content."""

    SUPPORTED_METHODS = ("GET", "HEAD")
    loop: Loop

    def initialize(self, path: str, loop: Loop) -> None:  # type: ignore[override]
        super().initialize(path, default_filename="index.html")
        self.loop = loop

    def prepare(self) -> None:
        if not self.loop.allows(self.request.host):
            raise web.HTTPError(403)
        if any(part.startswith(".") for part in self.path_args[0].split("/")):
            raise web.HTTPError(404)

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a file; pages are changed on their way out and so are read whole."""
        place = Path(self.root) / path
        place = place / "index.html" if place.is_dir() else place
        inside = os.path.realpath(place).startswith(os.path.realpath(self.root) + os.sep)
        if inside and place.suffix == ".html" and place.is_file():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(self._live(place.read_bytes()) if include_body else b"")
        else:
            await super().get(path, include_body)

    def compute_etag(self) -> str | None:
        """Name no version: a page is changed on its way out, and nothing here is worth caching."""
        return None

    def set_extra_headers(self, path: str) -> None:
        """Keep browsers from showing what was there before."""
        del path
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: object) -> None:
        """Show the site's own page for what is missing."""
        own = Path(self.root) / "404.html"
        words = f"{status_code} {responses.get(status_code, '')}"
        page = f"<!doctype html><title>{words}</title><body><h1>{words}</h1></body>".encode()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self._live(own.read_bytes() if status_code == 404 and own.is_file() else page))

    def _live(self, page: bytes) -> bytes:
        tail = f'<script src="/livereload.js?port={self.loop.port}"></script></body>'
        return _POLICY.sub(b"", page).replace(b"</body>", _overlay(self.loop.problems) + tail.encode(), 1)


def _overlay(problems: tuple[Problem, ...]) -> bytes:
    """Return what covers a page while the content has problems."""
    if not problems:
        return b""
    listed = "".join(f"<pre>{escape(as_text(problem))}</pre>" for problem in problems[:20])
    style = (
        "#build_problems{position:fixed;inset:0;z-index:99;overflow:auto;padding:4vmin;background:#1c1210f2;color:#fff;"
        "font:15px/1.5 system-ui}#build_problems pre{white-space:pre-wrap;font:14px/1.5 monospace;margin:1.2em 0;color:#fff}"
    )
    title = f"{count(len(problems), 'problem')} in the content; below is the last good site"
    return f'<style>{style}</style><div id="build_problems" role="alert"><h2>{title}</h2>{listed}</div>'.encode()


def serve(job: Job, host: str, port: int, *, open_browser: bool, tell: Tell) -> int:
    """Serve until Ctrl-C; returns the exit status."""
    loop = Loop(job, LOOPBACK | {host.lower()}, port, tell)
    if host not in LOOPBACK:
        print(f"build.py: listening on {host}: others on your network can read the site and its drafts", file=sys.stderr)
    write.guard(job.output, job.kept)
    write.known(job.output)
    loop.seen = snapshot(job.content.root, job.templates.root)
    loop.rebuild()
    if not job.output.is_dir():
        job.output.mkdir(parents=True)
    try:
        asyncio.run(_run(loop, host, port, open_browser=open_browser))
    except KeyboardInterrupt:
        print("\nstopped")
    return 0


async def _run(loop: Loop, host: str, port: int, *, open_browser: bool) -> None:
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = f"port {port} is in use; choose another with --port" if error.errno == errno.EADDRINUSE else error.strerror
        raise Refusal(f"cannot listen on {host}: {reason}") from None
    listening.setblocking(False)
    loop.port = listening.getsockname()[1]
    server = HTTPServer(application(loop), max_buffer_size=1 << 20, idle_connection_timeout=60)
    server.add_socket(listening)
    address = f"http://{'localhost' if host in LOOPBACK else host}:{loop.port}/"
    print(f"Serving on {address}   (Ctrl-C stops)", flush=True)
    if open_browser:
        webbrowser.open(address)
    try:
        while True:
            await asyncio.sleep(EVERY)
            loop.look()
    finally:
        server.stop()


def application(loop: Loop) -> web.Application:
    """Return the server: the reloading script, its websocket, and the files of the output folder."""
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    LiveReloadHandler.live_css = True
    LiveReloadHandler.watcher = Watcher()
    shared = {"loop": loop}
    return web.Application(
        [
            (r"/livereload", _Live, shared),
            (r"/livereload.js", _Script, shared),
            (r"/(.*)", _Pages, {"path": str(loop.job.output), **shared}),
        ],
        log_function=lambda _handler: None,
    )
