"""The author's loop, over real sockets on 127.0.0.1."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path

import pytest
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from sidebyside import cli, serve
from sidebyside.pipeline import Job
from sidebyside.render import Templates
from sidebyside.source import Folder
from tests.conftest import ROOT, Town


class Running:
    """A server in a thread of its own."""

    def __init__(self, town: Town) -> None:
        templates = town.folder / "templates"
        shutil.copytree(ROOT / "templates", templates)
        job = Job(Folder(town.content, "content"), Templates(templates, "templates"), town.output, {}, drafts=True)
        self.told: list[str] = []
        self.loop = serve.Loop(
            job, serve.LOOPBACK, 0, lambda problems: self.told.extend(p.code for p in problems if p.is_error)
        )
        self.loop.rebuild()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self.thread.start()
        self.ready.wait(5)

    async def _run(self) -> None:
        socket, self.loop.port = bind_unused_port()
        server = HTTPServer(serve.application(self.loop))
        server.add_socket(socket)
        self.stop = asyncio.Event()
        self.io = asyncio.get_running_loop()
        self.ready.set()
        await self.stop.wait()
        server.stop()
        await server.close_all_connections()

    def close(self) -> None:
        self.io.call_soon_threadsafe(self.stop.set)
        self.thread.join(5)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.loop.port, timeout=5)
        try:
            connection.request(method, path, headers={"Host": f"localhost:{self.loop.port}", **headers})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()


@pytest.fixture
def running(town: Town) -> Iterator[Running]:
    server = Running(town)
    yield server
    server.close()


def test_a_page_comes_with_the_script_that_reloads_it(running: Running) -> None:
    for path in ("/", "/index.html", "/dimensions/speed.html"):
        status, page = running.get(path)
        assert status == 200
        assert f'<script src="/livereload.js?port={running.loop.port}"></script></body>' in page
        assert "Content-Security-Policy" not in page
    assert running.get("/livereload.js")[0] == 200
    assert running.get("/sitemap.xml")[0] == 200


def test_what_is_missing_gets_the_sites_own_page(running: Running) -> None:
    status, page = running.get("/dimensions/nothing.html")
    assert status == 404
    assert "livereload.js" in page


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[::2]", ""])
@pytest.mark.parametrize("path", ["/", "/livereload.js", "/livereload"])
def test_only_its_own_names_are_answered(running: Running, host: str, path: str) -> None:
    assert running.get(path, Host=host)[0] in {400, 403}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost", "http://evil.example:8000"])
def test_the_websocket_takes_its_own_origin_only(running: Running, origin: str) -> None:
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
    }
    assert running.get("/livereload", Origin=origin, **headers)[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/../content/site.yaml", "/%2e%2e/content/site.yaml", "/..%2fcontent/site.yaml", "/.sidebyside.json", "//etc/passwd"],
)
def test_nothing_outside_the_output_is_served(running: Running, path: str) -> None:
    status, text = running.get(path)
    assert status in {400, 403, 404}
    assert "Trains, trams" not in text or "livereload.js" in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(running: Running, method: str) -> None:
    assert running.get("/index.html", method=method)[0] == 405


def test_a_head_request(running: Running) -> None:
    assert running.get("/index.html", method="HEAD") == (200, "")


def test_a_save_is_built_and_told(running: Running, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(LiveReloadHandler, "reload_waiters", lambda path: told.append(path))
    running.loop.seen = serve.snapshot(town.content, town.folder / "templates")
    running.loop.look()
    assert told == []
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste and speed")
    running.loop.look()
    assert told == ["*"]
    assert "Haste and speed" in running.get("/dimensions/speed.html")[1]


def test_a_broken_save_shows_over_the_last_good_site_and_heals(running: Running, town: Town) -> None:
    town.edit("dimensions/speed/index.md", "title: Speed", "titel: <Speed>")
    running.loop.look()
    for path in ("/", "/dimensions/speed.html", "/nothing"):
        page = running.get(path)[1]
        assert "build_problems" in page
        assert "did you mean" in page
        assert "&lt;Speed&gt;" in page
    assert {"unknown-key"} == set(running.told)
    town.edit("dimensions/speed/index.md", "titel: <Speed>", "title: Speed")
    running.loop.look()
    assert "build_problems" not in running.get("/")[1]


def test_a_mistake_in_a_template_shows_too(running: Running, town: Town) -> None:
    place = town.folder / "templates/about.html"
    good = place.read_text()
    place.write_text("{% if %}")
    running.loop.look()
    assert "templates/about.html:1:1" in running.get("/about.html")[1]
    place.write_text(good)
    running.loop.look()
    assert "build_problems" not in running.get("/about.html")[1]


def test_drafts_show(running: Running, town: Town) -> None:
    town.edit("dimensions/price.md", "title: Price", "title: Price\ndraft: true")
    running.loop.look()
    assert running.get("/dimensions/price.html")[0] == 200


def test_a_port_in_use_is_told(running: Running, town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    folders = ["--content", str(town.content), "--output", str(town.folder / "other")]
    assert cli.main(["serve", *folders, "--port", str(running.loop.port)]) == 2
    assert "is in use; choose another with --port" in capfd.readouterr().err


def test_ctrl_c_stops(town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def look(_self: serve.Loop) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.Loop, "look", look)
    monkeypatch.setattr("webbrowser.open", lambda _url: True)
    assert town.run("serve", "--port", "0", "--open", "--host", "127.0.0.1") == 0
    assert "Serving on http://localhost:" in capfd.readouterr().out


def test_listening_wider_is_warned_of(town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    async def nothing(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(serve, "_run", nothing)
    assert town.run("serve", "--host", "0.0.0.0") == 0
    assert "others on your network can read" in capfd.readouterr().err


def test_a_snapshot_sees_every_kind_of_save(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    seen = [serve.snapshot(tmp_path)]
    (tmp_path / "b").write_text("1")
    seen.append(serve.snapshot(tmp_path))
    (tmp_path / "b").rename(tmp_path / "c")
    seen.append(serve.snapshot(tmp_path))
    (tmp_path / "a").write_text("22")
    seen.append(serve.snapshot(tmp_path))
    (tmp_path / "c").unlink()
    seen.append(serve.snapshot(tmp_path, tmp_path / "nowhere"))
    assert all(one != other for one, other in pairwise(seen))


@pytest.mark.parametrize("output", ["/", "foreign"])
def test_a_folder_that_is_not_ours_is_never_served(town: Town, output: str) -> None:
    (town.folder / "foreign").mkdir()
    (town.folder / "foreign/mine.txt").write_text("mine")
    town.output = Path(output) if output == "/" else town.folder / output
    assert town.run("serve", "--port", "0") == 2
