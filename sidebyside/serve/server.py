"""The author's loop: build, serve on this machine, watch, and tell the browser.

The `livereload` package brings the browser's side and its protocol. Three things of it are mended
here: it drops a save that comes soon after another (so the files are watched in `watch`), it
answers to any Host and Origin (so a page elsewhere could read the drafts of whoever has it open),
and it tells only who is connected (so a page that was loading would stay as it was).
"""

import asyncio
import errno
import json
import mimetypes
import os
import re
import socket
import sys
import webbrowser
from http.client import responses
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import httputil, web
from tornado.httpserver import HTTPServer
from tornado.websocket import WebSocketClosedError

from sidebyside.build import writer
from sidebyside.build.pipeline import BuildJob
from sidebyside.diagnostics import CommandError, Diagnostic
from sidebyside.serve import overlay
from sidebyside.serve.rebuild import LOOPBACK, RebuildLoop, ReportProblems
from sidebyside.serve.watcher import FolderScans, scan_folders, watch_saves

# Seconds between a browser's word that it has its page and the making of the rest, and how many
# such pauses wait for the word.
PAUSE, PAUSES = 0.1, 10
# What is told of a file whose address has a stamp: it never changes.
IMMUTABLE = "max-age=31536000, immutable"
# What can be the path of a file here: no hidden name, nothing that a file system would choke on.
_NAMES = re.compile(r"(?=.{0,1000}\Z)(?:(?!\.)[^/\x00]{0,80}(?:/|\Z))*")


def _file(path: str) -> str:
    """Return the file that a path below the server's root stands for."""
    return path if path and not path.endswith("/") else f"{path}index.html"


def _is_for(loop: RebuildLoop, request: httputil.HTTPServerRequest) -> bool:
    """Tell whether a request comes from a page of this server, or leads its reader here.

    A page elsewhere may hold a link to this server, and nothing of it: as a script even drafts
    could be read.
    """
    headers = request.headers
    elsewhere = headers.get("Sec-Fetch-Site", "") in {"cross-site", "same-site"}
    leads_here = (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")) == (
        "navigate",
        "document",
    )
    return loop.allows(request.host) and (leads_here or not elsewhere)


def _refuse_others(loop: RebuildLoop, request: httputil.HTTPServerRequest) -> None:
    if not _is_for(loop, request):
        raise web.HTTPError(403)


# For browsers that say nothing of where a request comes from.
_OWN = ("Cross-Origin-Resource-Policy", "same-origin")


class _Live(LiveReloadHandler):  # type: ignore[misc] # the package has no types
    """The websocket, for pages of this server alone; `shown` is the file that its page shows."""

    def initialize(self, loop: RebuildLoop) -> None:
        self.loop, self.shown = loop, ""

    def prepare(self) -> None:
        _refuse_others(self.loop, self.request)

    def check_origin(self, origin: str) -> bool:
        host = origin.partition("://")[2]
        return host == self.request.host and self.loop.allows(host)

    def on_message(self, message: str) -> None:
        """Do the handshake of the package, and reload a page that is out of date."""
        try:
            said = json.loads(message)
            command, stamp = (
                said["command"],
                said.get("plugins", {}).get("sidebyside", {}).get("stamp"),
            )
            file = _file(unquote(urlsplit(str(said.get("url", ""))).path.removeprefix("/")))
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
            self.close()
            return
        super().on_message(message)
        if command == "info":
            self.shown = file if _NAMES.fullmatch(file) else ""
            self.loop.meet(self)
            if self.loop.revisions.are_newer(str(stamp), self.shown):
                self.reload("page")

    def reload(self, news: Literal["styles", "page"]) -> None:
        """Tell the page to take the new styles, or to load itself again.

        One that has gone meanwhile needs nothing.
        """
        try:
            sent = self.write_message(
                {"command": "reload", "path": news, "liveCSS": False, "liveImg": False}
            )
        except WebSocketClosedError:
            return
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def on_close(self) -> None:
        """Forget a page that has gone."""
        super().on_close()
        self.loop.browsers.discard(self)


class _Script(LiveReloadJSHandler):  # type: ignore[misc] # the package has no types
    """The package's script, for pages of this server alone."""

    def set_default_headers(self) -> None:
        """Say of every answer that it is for pages of this server."""
        self.set_header(*_OWN)

    def initialize(self, loop: RebuildLoop) -> None:
        self.loop = loop

    def prepare(self) -> None:
        _refuse_others(self.loop, self.request)
        self.set_header(
            "Cache-Control",
            IMMUTABLE if self.request.query.endswith(self.loop.revisions.process) else "no-store",
        )


class _OwnScript(_Script):
    """Our own part of it."""

    def get(self) -> None:
        """Answer with the script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(overlay.SCRIPT.read_bytes())


class _Pages(web.StaticFileHandler):
    """The files of output/, each page with the reload script and the problems of the content."""

    SUPPORTED_METHODS = ("GET", "HEAD")
    loop: RebuildLoop

    def set_default_headers(self) -> None:
        """Say of every answer that it is for pages of this server."""
        self.set_header(*_OWN)

    def initialize(self, path: str, loop: RebuildLoop) -> None:  # type: ignore[override]
        super().initialize(path, default_filename="index.html")
        self.loop = loop

    def prepare(self) -> None:
        _refuse_others(self.loop, self.request)
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

    def _made(self, path: str, data: bytes | Diagnostic, *, include_body: bool) -> None:
        """Answer with a file that no page needs, made at this moment."""
        if isinstance(data, Diagnostic):
            raise web.HTTPError(500)
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        self.set_header(
            "Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        )
        self.set_header("Cache-Control", "no-store")
        self.finish(data if include_body else b"")

    def compute_etag(self) -> str | None:
        """Name no version: a page is changed on its way out, and nothing here is worth caching."""
        return None

    def set_extra_headers(self, path: str) -> None:
        """Keep browsers from showing what was there before, and from asking for what they have."""
        self.set_header(
            "Cache-Control",
            IMMUTABLE if self.request.query == self.loop.revisions.of(path) else "no-store",
        )

    def write_error(self, status_code: int, **_: object) -> None:
        """Show the site's own page for what is missing."""
        own = Path(self.root) / "404.html"
        words = f"{status_code} {responses.get(status_code, '')}"
        page = f"<!doctype html><title>{words}</title><body><h1>{words}</h1></body>".encode()
        if status_code == 404 and own.is_file():
            page = own.read_bytes()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        # What is wrong quotes the content, which is nobody's who comes by another name.
        self.finish(self._live(page) if _is_for(self.loop, self.request) else page)

    def _live(self, page: bytes) -> bytes:
        host, port = httputil.split_host_and_port(self.request.host)
        return overlay.add_live_reload(
            page, self.loop.revisions, (host, port or 80), self.loop.notices
        )


def serve(job: BuildJob, host: str, port: int, *, open_browser: bool, tell: ReportProblems) -> int:
    """Serve until Ctrl-C; returns the exit status."""
    loop = RebuildLoop(job, LOOPBACK | {host.lower()}, tell)
    writer.guard_output(job.output, job.kept)
    writer.known_files(job.output)
    listening = _listen(host, port)
    if host not in LOOPBACK:
        print(
            f"build.py: listening on {host}: others on your network can read the site and "
            "its drafts",
            file=sys.stderr,
        )
    loop.port = listening.getsockname()[1]
    try:
        seen = scan_folders(loop.folders)
        loop.rebuild()
        writer.make_output_folder(job.output)
        address = f"http://{f'[{host}]' if ':' in host else host}:{loop.port}/"
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
        listening = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        reason = (
            f"port {port} is in use; choose another with --port"
            if error.errno == errno.EADDRINUSE
            else error.strerror
        )
        raise CommandError(f"cannot listen on {host}: {reason}") from None
    listening.setblocking(False)
    return listening


async def _run(loop: RebuildLoop, listening: socket.socket, seen: FolderScans) -> None:
    server = HTTPServer(application(loop), max_buffer_size=1 << 20, idle_connection_timeout=60)
    server.add_socket(listening)
    rest: asyncio.Task[None] | None = None
    try:
        async for saved in watch_saves(loop.folders, seen):
            if rest:
                rest.cancel()
            loop.look(saved)
            rest = asyncio.create_task(_go_on(loop))
    finally:
        server.stop()


async def _go_on(loop: RebuildLoop) -> None:
    """Build the rest, a little at a time, once the browsers have what they show.

    Whoever asks meanwhile comes between.
    """
    for _ in range(PAUSES):
        await asyncio.sleep(PAUSE)
        if not loop.coming:
            break
    while loop.step():
        await asyncio.sleep(0)


def application(loop: RebuildLoop) -> web.Application:
    """Return the server.

    The reloading scripts, their websocket, and the files of the output folder.
    """
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
