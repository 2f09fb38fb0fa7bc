"""The author's loop: build, serve on this machine, watch, and tell the browser.

The `livereload` package brings the browser's side and its protocol. Three things of it are mended here: it drops a save that
comes soon after another (so the files are watched in `watch`), it answers to any Host and Origin (so a page elsewhere could
read the drafts of whoever has it open), and it tells only who is connected (so a page that was loading would stay as it was).
"""

import asyncio
import errno
import json
import mimetypes
import os
import re
import socket
import sys
import time
import webbrowser
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from http.client import responses
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import httputil, web
from tornado.httpserver import HTTPServer
from tornado.websocket import WebSocketClosedError

from sidebyside import live, write
from sidebyside.pipeline import Job, Later, Outcome, steps
from sidebyside.problems import Problem, Refusal, as_text, count
from sidebyside.stamps import Stamps
from sidebyside.watch import Looks, looks, saves

Tell = Callable[[list[Problem]], None]
# What a build changed: nothing that a browser shows, styles alone, pages, or what is wrong with the newest content.
News = Literal["", "styles", "page", "notices"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Seconds in which a browser gets the page that it shows before the rest is made.
PAUSE = 0.2
# What can be the path of a file here: no hidden name, nothing that a file system would choke on.
_NAMES = re.compile(r"(?=.{0,1000}\Z)(?:(?!\.)[^/\x00]{0,80}(?:/|\Z))*")


@dataclass
class Loop:
    """What the server knows: the job, what keeps the newest content from being shown, and who is to be told.

    What a browser shows is built first, and the `rest` when there is nothing else to do, or when somebody asks for a file that
    is `waiting`.
    """

    job: Job
    hosts: frozenset[str]
    tell: Tell
    port: int = 0
    notices: tuple[str, ...] = ()
    known: frozenset[Problem] = frozenset()
    browsers: set["_Live"] = field(default_factory=set)
    stamps: Stamps = field(default_factory=Stamps)
    later: Later = dict
    rest: Iterator[Outcome | str] | None = None
    waiting: frozenset[str] = frozenset()
    failed: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are watched."""
        return tuple(Path(os.path.realpath(folder)) for folder in (self.job.content.root, self.job.templates.root))

    def look(self, saved: frozenset[str]) -> None:
        """Build once more after some files were saved, and tell the browsers; the rest of a build before is given up."""
        content, templates = self.folders
        inner = {Path(path).relative_to(content).as_posix() for path in saved if Path(path).is_relative_to(content)}
        others = [path for path in saved if not Path(path).is_relative_to(content)]
        # Where the build before came to no end, what was saved before it may not have been read.
        alone = saved and not self.failed and all(Path(path).is_relative_to(templates) for path in others)
        shown = {browser.shown for browser in self.browsers}
        # A page that is not there shows that one.
        first = {*shown, "404.html"} if shown and "" not in shown else ()
        outcomes = self._outcomes(first, inner if alone else None)
        self._take(outcomes, saved)

    def rebuild(self) -> None:
        """Build everything."""
        self._take(self._outcomes(()), frozenset())

    def _outcomes(self, first: Collection[str], saved: Collection[str] | None = None) -> Iterator[Outcome | str]:
        """Yield what comes of a build step by step, or why there is none."""
        try:
            yield from steps(replace(self.job, strict=False, saved=saved), first)
        except (Refusal, OSError) as refusal:
            yield str(refusal)
        except Exception as error:  # noqa: BLE001 - a mistake of the program must not end the author's session
            yield f"a bug in the program: {type(error).__name__}: {error}; please report it"

    def _take(self, outcomes: Iterator[Outcome | str], saved: frozenset[str]) -> None:
        self.rest, self.waiting = None, frozenset()  # which closes it, and the files that it made aside are gone
        start = time.monotonic()
        outcome = next(outcomes)
        if news := self._news(outcome, saved):
            self._spread_word(news, outcome)
        if isinstance(outcome, Outcome) and outcome.waiting:
            self.rest, self.waiting = self._finished(outcomes, outcome, start), outcome.waiting
        else:
            self._end(outcomes, outcome, start)

    def _finished(self, outcomes: Iterator[Outcome | str], before: Outcome, start: float) -> Iterator[Outcome | str]:
        """Yield the steps that are left of a build, and tell what came of them."""
        outcome: Outcome | str = before
        for outcome in outcomes:
            yield outcome
        self.waiting = frozenset()
        if news := self._news(outcome, frozenset()):
            self._spread_word(news, outcome, before)
        self._end(outcomes, outcome, start)

    def _end(self, outcomes: Iterator[Outcome | str], outcome: Outcome | str, start: float) -> None:
        for _ in outcomes:
            pass
        if isinstance(outcome, Outcome):
            print(_line(outcome, time.monotonic() - start), flush=True)

    def step(self) -> bool:
        """Build a little of the rest; tell whether there is more of it."""
        if self.rest is None or next(self.rest, None) is None:
            self.rest = None
        return self.rest is not None

    def finish(self) -> None:
        """Build all of the rest."""
        while self.step():
            pass

    def _spread_word(self, news: News, outcome: Outcome | str, before: Outcome | None = None) -> None:
        """Tell the browsers that show what changed, and has not been told `before`."""
        known = _changed(before) if before else set()
        changed = None if news == "notices" else _changed(outcome) - known
        self.stamps.change(changed)
        for browser in tuple(self.browsers):
            if changed is None or self._concerns(browser.shown, changed):
                browser.reload("styles" if news == "styles" else "page")

    def _concerns(self, shown: str, changed: set[str]) -> bool:
        """Tell whether a page that shows a file shows something that changed; one that is not there shows the 404 page."""
        if not shown or shown in changed or any(path.startswith("assets/") for path in changed):
            return bool(changed)
        return "404.html" in changed and not (self.job.output / shown).is_file()

    def _news(self, outcome: Outcome | str, saved: frozenset[str]) -> News:
        """Keep what came of a build, and return what a browser has to do to show it."""
        before, self.failed = self.notices, isinstance(outcome, str)
        if isinstance(outcome, str):
            self.notices = (f"build.py: {outcome}",)
            print(*self.notices, file=sys.stderr)
            return "notices" if self.notices != before else ""
        # Warnings that were told before are known; told with every save they would hide what is new.
        self.tell([problem for problem in outcome.problems if problem.is_error or problem not in self.known])
        self.known = frozenset(outcome.problems)
        self.notices = () if outcome.written else tuple(as_text(problem) for problem in outcome.problems if problem.is_error)
        self.later = outcome.later if outcome.written else self.later
        if self.notices or before:
            return "notices" if self.notices != before else ""
        changed = outcome.written and (outcome.written.changed or outcome.written.removed)
        return "" if not changed else "styles" if self._are_styles(saved) else "page"

    def _are_styles(self, saved: frozenset[str]) -> bool:
        templates = self.folders[1]
        return bool(saved) and all(path.endswith(".css") and Path(path).is_relative_to(templates) for path in saved)

    def allows(self, host: str) -> bool:
        """Tell whether a Host header names this server; a page elsewhere whose name leads here does not."""
        name = httputil.split_host_and_port(host.lower())[0].strip("[]")
        return name in self.hosts


def _changed(outcome: Outcome | str) -> set[str]:
    """Return the files that a build wrote or removed."""
    written = outcome.written if isinstance(outcome, Outcome) else None
    return {*written.changed_paths, *written.removed_paths} if written else set()


def _file(path: str) -> str:
    """Return the file that a path below the server's root stands for."""
    return path if path and not path.endswith("/") else f"{path}index.html"


def _line(outcome: Outcome, seconds: float) -> str:
    if outcome.written is None:
        return "The last good site stays up."
    written = outcome.written
    return f"{count(outcome.pages, 'page')}: {written.changed:,} changed, {written.removed:,} removed, {seconds:.2f} s"


class _Live(LiveReloadHandler):  # type: ignore[misc] # the package has no types
    """The websocket, for pages of this server alone; `shown` is the file that its page shows."""

    def initialize(self, loop: Loop) -> None:
        self.loop, self.shown = loop, ""

    def prepare(self) -> None:
        if not self.loop.allows(self.request.host):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        host = origin.partition("://")[2]
        return host == self.request.host and self.loop.allows(host)

    def on_message(self, message: str) -> None:
        """Shake hands as the package does, and reload a page that shows another state than the newest."""
        try:
            said = json.loads(message)
            command, stamp = said["command"], said.get("plugins", {}).get("sidebyside", {}).get("stamp")
            file = _file(unquote(urlsplit(str(said.get("url", ""))).path.removeprefix("/")))
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
            self.close()
            return
        super().on_message(message)
        if command == "info":
            self.shown = file if _NAMES.fullmatch(file) else ""
            self.loop.browsers.add(self)
            if self.loop.stamps.are_newer(str(stamp), self.shown):
                self.reload("page")

    def reload(self, news: Literal["styles", "page"]) -> None:
        """Tell the page to take the new styles, or to load itself again; one that has gone meanwhile needs nothing."""
        try:
            sent = self.write_message({"command": "reload", "path": news, "liveCSS": False, "liveImg": False})
        except WebSocketClosedError:
            return
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def on_close(self) -> None:
        """Forget a page that has gone."""
        super().on_close()
        self.loop.browsers.discard(self)


class _Script(LiveReloadJSHandler):  # type: ignore[misc] # the package has no types
    """The package's script, for pages of this server alone."""

    def initialize(self, loop: Loop) -> None:
        self.loop = loop

    def prepare(self) -> None:
        if not self.loop.allows(self.request.host):
            raise web.HTTPError(403)


class _OwnScript(_Script):
    """Our own part of it."""

    def get(self) -> None:
        """Answer with the script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(live.SCRIPT.read_bytes())


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
        if not _NAMES.fullmatch(self.path_args[0]):
            raise web.HTTPError(404)

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a file; pages are changed on their way out and so are read whole."""
        if _file(path) in self.loop.waiting:
            self.loop.finish()
        place = Path(self.root) / path
        inside = os.path.realpath(place).startswith(os.path.realpath(self.root) + os.sep)
        if inside and place.is_dir() and not path.endswith("/"):
            self.redirect(f"/{path.strip('/')}/")  # the links of its index begin there
            return
        place = place / "index.html" if place.is_dir() else place
        inside = os.path.realpath(place).startswith(os.path.realpath(self.root) + os.sep)
        if inside and place.suffix == ".html" and place.is_file():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(self._live(place.read_bytes()) if include_body else b"")
        elif not place.exists() and (content := self.loop.later().get(path)):
            self._made(path, content(), include_body=include_body)
        else:
            await super().get(path, include_body)

    def _made(self, path: str, data: bytes | Problem, *, include_body: bool) -> None:
        """Answer with a file that no page needs, made at this moment."""
        if isinstance(data, Problem):
            raise web.HTTPError(500)
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(data if include_body else b"")

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
        if status_code == 404 and own.is_file():
            page = own.read_bytes()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        # What is wrong quotes the content, which is nobody's who comes by another name.
        self.finish(self._live(page) if self.loop.allows(self.request.host) else page)

    def _live(self, page: bytes) -> bytes:
        host, port = httputil.split_host_and_port(self.request.host)
        return live.dressed(page, str(self.loop.stamps), (host, port or 80), self.loop.notices)


def serve(job: Job, host: str, port: int, *, open_browser: bool, tell: Tell) -> int:
    """Serve until Ctrl-C; returns the exit status."""
    loop = Loop(job, LOOPBACK | {host.lower()}, tell)
    write.guard(job.output, job.kept)
    write.known(job.output)
    listening = _listen(host, port)
    if host not in LOOPBACK:
        print(f"build.py: listening on {host}: others on your network can read the site and its drafts", file=sys.stderr)
    loop.port = listening.getsockname()[1]
    try:
        seen = looks(loop.folders)
        loop.rebuild()
        job.output.mkdir(parents=True, exist_ok=True)
        address = f"http://{'localhost' if host in LOOPBACK else host}:{loop.port}/"
        print(f"Serving on {address}   (Ctrl-C stops)", flush=True)
        if open_browser:
            webbrowser.open(address)
        asyncio.run(_run(loop, listening, seen))
    except KeyboardInterrupt:
        print("\nstopped")
    finally:
        listening.close()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = f"port {port} is in use; choose another with --port" if error.errno == errno.EADDRINUSE else error.strerror
        raise Refusal(f"cannot listen on {host}: {reason}") from None
    listening.setblocking(False)
    return listening


async def _run(loop: Loop, listening: socket.socket, seen: Looks) -> None:
    server = HTTPServer(application(loop), max_buffer_size=1 << 20, idle_connection_timeout=60)
    server.add_socket(listening)
    try:
        async for saved in saves(loop.folders, seen):
            loop.look(saved)
            asyncio.get_running_loop().call_later(PAUSE, _go_on, loop)
    finally:
        server.stop()


def _go_on(loop: Loop) -> None:
    """Build a little of the rest, and the next of it after whoever asks for a page meanwhile."""
    if loop.step():
        asyncio.get_running_loop().call_soon(_go_on, loop)


def application(loop: Loop) -> web.Application:
    """Return the server: the reloading scripts, their websocket, and the files of the output folder."""
    shared = {"loop": loop}
    return web.Application(
        [
            (r"/livereload", _Live, shared),
            (r"/livereload.js", _Script, shared),
            (r"/live.js", _OwnScript, shared),
            (r"/(.*)", _Pages, {"path": str(loop.job.output), **shared}),
        ],
        log_function=lambda _handler: None,
    )
