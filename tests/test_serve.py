"""The author's loop, over real sockets on 127.0.0.1."""

import asyncio
import re
import shutil
import threading
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from sidebyside import cli
from sidebyside.build import pipeline
from sidebyside.build.pipeline import BuildJob
from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError
from sidebyside.render.templating import PageCache, Templates
from sidebyside.serve import overlay
from sidebyside.serve import server as web
from sidebyside.serve.rebuild import LOOPBACK, RebuildLoop
from sidebyside.serve.revisions import Revisions
from tests.conftest import ROOT, Town, aside


class Running:
    """A server in a thread of its own."""

    def __init__(self, town: Town) -> None:
        templates = town.folder / "templates"
        shutil.copytree(ROOT / "templates", templates)
        job = BuildJob(
            Folder(town.content, "content"),
            Templates(templates, "templates"),
            town.output,
            {},
            drafts=True,
            page_cache=PageCache(),
        )
        self.told: list[str] = []
        self.loop = RebuildLoop(
            job, LOOPBACK, lambda problems: self.told.extend(p.code for p in problems)
        )
        self.loop.rebuild()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self.thread.start()
        self.ready.wait(5)

    async def _run(self) -> None:
        socket, self.loop.port = bind_unused_port()
        server = HTTPServer(web.application(self.loop))
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
            connection.request(
                method, path, headers={"Host": f"localhost:{self.loop.port}", **headers}
            )
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def header(self, path: str, name: str) -> str | None:
        connection = HTTPConnection("127.0.0.1", self.loop.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.loop.port}"})
            return connection.getresponse().headers[name]
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
        assert '<script src="/live.js?' in page
        assert (
            f'<script src="/livereload.js?host=localhost&amp;port={running.loop.port}&amp;' in page
        )
        assert "Content-Security-Policy" not in page
    assert running.get("/livereload.js")[0] == 200
    assert running.get("/live.js")[0] == 200
    assert running.get("/sitemap.xml")[0] == 200


def test_what_is_missing_gets_the_sites_own_page(running: Running) -> None:
    status, page = running.get("/dimensions/nothing.html")
    assert status == 404
    assert "livereload.js" in page


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[::2]", ""]
)
@pytest.mark.parametrize("path", ["/", "/livereload.js", "/live.js", "/livereload"])
def test_only_its_own_names_are_answered(running: Running, host: str, path: str) -> None:
    assert running.get(path, Host=host)[0] in {400, 403}


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost", "http://evil.example:8000"]
)
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
    [
        "/../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/..%2fcontent/site.yaml",
        "/.sidebyside.json",
        "//etc/passwd",
        "/%00",
    ],
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


class Browser:
    """What the server thinks is an open page."""

    def __init__(self, loop: RebuildLoop, shown: str = "") -> None:
        self.told: list[str] = []
        self.shown = shown
        loop.browsers.add(self)

    def reload(self, news: str) -> None:
        self.told.append(news)


LATER = [("/api/v1/index.json", '"title"'), ("/about.md", "# About"), ("/sitemap.xml", "urlset")]


@pytest.mark.parametrize(("path", "words"), LATER)
def test_what_no_page_loads_is_made_when_it_is_asked_for(
    running: Running, town: Town, path: str, words: str
) -> None:
    assert not (town.output / path[1:]).exists()
    status, text = running.get(path)
    assert status == 200
    assert words in text
    assert running.get(path, "HEAD") == (200, "")


def test_a_save_is_built_and_told(running: Running, town: Town) -> None:
    browser = Browser(running.loop)
    running.loop.look(frozenset())
    assert browser.told == []
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste and speed")
    running.loop.look(frozenset({"dimensions/speed/index.md"}))
    assert browser.told == ["page"]
    assert "Haste and speed" in running.get("/dimensions/speed.html")[1]


def test_what_a_browser_shows_is_built_first_and_the_rest_when_asked_for(
    running: Running, town: Town
) -> None:
    browser, other = (
        Browser(running.loop, "dimensions/speed.html"),
        Browser(running.loop, "dimensions/speed.html"),
    )
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste and speed")
    running.loop.look(frozenset())
    assert browser.told == ["page"]
    assert "Haste and speed" in (town.output / "dimensions/speed.html").read_text()
    assert "Haste and speed" not in (town.output / "matrix.html").read_text()
    other.shown = "matrix.html"  # its reader went there meanwhile
    assert "Haste and speed" in running.get("/matrix.html")[1]
    assert not running.loop.waiting
    assert (browser.told, other.told) == (["page"], ["page", "page"])
    assert "Haste and speed" in (town.output / "index.html").read_text()
    assert not (town.output / ".sidebyside.part").exists()


def test_the_rest_is_built_bit_by_bit(running: Running, town: Town) -> None:
    Browser(running.loop, "dimensions/speed.html")
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste and speed")
    running.loop.look(frozenset())
    done = []
    while running.loop.step():
        done.append("Haste and speed" in (town.output / "matrix.html").read_text())
    assert len(done) > 2
    assert done == [False] * (len(done) - 1) + [True]


def test_a_save_meanwhile_gives_up_the_rest_and_loses_nothing(running: Running, town: Town) -> None:
    Browser(running.loop, "dimensions/speed.html")
    for title in ("Haste", "Hurry"):
        town.edit("dimensions/speed/index.md", "title: ", f"title: {title} ")
        running.loop.look(frozenset())
        running.loop.step()
    running.loop.finish()
    assert "Hurry Haste Speed" in (town.output / "matrix.html").read_text()


def test_a_page_that_loads_itself_again_still_comes_first(running: Running, town: Town) -> None:
    browser = Browser(running.loop, "dimensions/speed.html")
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste")
    running.loop.look(frozenset())
    running.loop.browsers.discard(browser)  # its connection ends while it loads
    town.edit("dimensions/speed/index.md", "title: Haste", "title: Hurry")
    running.loop.look(frozenset())
    assert "Hurry" in (town.output / "dimensions/speed.html").read_text()
    assert "matrix.html" in running.loop.waiting
    running.loop.meet(browser)
    assert running.loop.coming == set()
    running.loop.coming.add("cups.html")  # a tab that was closed meanwhile
    running.loop.finish()
    assert running.loop.coming == set()


def test_what_is_saved_again_meanwhile_is_told_with_the_next_build(
    running: Running, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(running.loop, "dimensions/speed.html")
    saved = frozenset({str(town.content.resolve() / "dimensions/speed/index.md")})
    busy = [True, True, False]  # an author whose third save is the last

    def built(*given: object) -> Iterator[object]:
        for outcome in pipeline.build_steps(*given):  # type: ignore[arg-type] # what the loop gives
            if busy.pop(0):
                town.edit("dimensions/speed/index.md", "title: ", "title: Very ")
            yield outcome
            return

    monkeypatch.setattr("sidebyside.serve.rebuild.build_steps", built)
    told = []
    for _ in range(3):
        town.edit("dimensions/speed/index.md", "title: ", "title: Not ")
        running.loop.look(saved)
        told.append(len(browser.told))
    assert told == [0, 1, 2]
    assert not running.loop.untold


def test_what_waited_to_be_told_is_told_with_the_rest(
    running: Running, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(running.loop, "dimensions/speed.html")
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste")
    with monkeypatch.context() as busy:
        busy.setattr("sidebyside.serve.rebuild.stat_file", lambda _path: object())
        running.loop.look(frozenset({str(town.content.resolve() / "dimensions/speed/index.md")}))
    assert browser.told == []
    running.loop.finish()
    assert browser.told == ["page"]


def test_a_mistake_that_the_rest_meets_is_told(running: Running, town: Town) -> None:
    browser = Browser(running.loop, "dimensions/speed.html")
    (town.folder / "templates/matrix.html").write_text("{{ nothing.at.all }}")
    running.loop.look(frozenset())
    assert browser.told == []
    running.loop.finish()
    assert browser.told == ["page"]
    assert "templates/matrix.html:1:1: error[template]" in running.get("/dimensions/speed.html")[1]
    assert running.told.count("template") == 1


@pytest.mark.parametrize(
    ("saved", "news"),
    [
        (("templates/static/site.css",), "styles"),
        (("templates/static/site.css", "templates/static/sheet.css"), "styles"),
        (("templates/static/site.css", "templates/about.html"), "page"),
        (("content/site.css", "templates/static/site.css"), "page"),
        ((), "page"),
    ],
)
def test_styles_alone_need_no_reload(
    running: Running, town: Town, saved: tuple[str, ...], news: str
) -> None:
    browser = Browser(running.loop)
    with (town.folder / "templates/static/site.css").open("a") as file:
        file.write("h1 { color: teal; }\n")
    running.loop.look(frozenset(str(Path(town.folder).resolve() / path) for path in saved))
    assert browser.told == [news]


def test_a_warning_is_told_once_and_an_error_with_every_save(running: Running, town: Town) -> None:
    running.told.clear()
    town.put("notes.txt", "x")
    running.loop.look(frozenset())
    running.loop.look(frozenset())
    assert running.told.count("unused-file") == 1
    town.edit("dimensions/speed/index.md", "title: Speed", "titel: Speed")
    running.told.clear()
    running.loop.look(frozenset())
    running.loop.look(frozenset())
    assert running.told.count("unknown-key") == 2


def test_what_no_file_of_the_author_is_to_blame_for_shows_too(
    running: Running, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failures: list[Exception] = [
        CommandError("the folder is not ours"),
        OSError(28, "No space left on device"),
        KeyError("x"),
    ]
    for failure in failures:

        def fail(_job: BuildJob, _first: object, failure: Exception = failure) -> None:
            raise failure

        with monkeypatch.context() as broken:
            broken.setattr("sidebyside.serve.rebuild.build_steps", fail)
            running.loop.look(frozenset())
        assert str(failure).strip("'") in capfd.readouterr().err
        assert "build_problems" in running.get("/")[1]
    running.loop.look(frozenset())
    assert "build_problems" not in running.get("/")[1]


def test_nobody_else_is_shown_the_problems(running: Running, town: Town) -> None:
    town.edit("dimensions/speed/index.md", "title: Speed", "titel: Speed")
    running.loop.look(frozenset())
    for path in ("/", "/nothing"):
        assert "titel" not in running.get(path, Host="evil.example")[1]


def test_a_page_for_any_depth_begins_at_the_servers_root(running: Running) -> None:
    assert '<base href="/">' in running.get("/deep/down/nothing.html")[1]
    assert '<base href="/ways/">' in (running.loop.job.output / "404.html").read_text()


def test_a_folder_is_answered_under_its_own_address(running: Running) -> None:
    assert running.get("/questions/")[0] == 200
    assert running.get("/questions")[0] == 302


def test_a_page_without_an_end_is_live_too(running: Running) -> None:
    (running.loop.job.output / "bare.html").write_text("<p>Only this.")
    page = running.get("/bare.html")[1]
    assert page.startswith("<p>Only this.<script")


def test_a_broken_save_shows_over_the_last_good_site_and_heals(
    running: Running, town: Town
) -> None:
    town.edit("dimensions/speed/index.md", "title: Speed", "titel: <Speed>")
    running.loop.look(frozenset())
    for path in ("/", "/dimensions/speed.html", "/nothing"):
        page = running.get(path)[1]
        assert "build_problems" in page
        assert "did you mean" in page
        assert "&lt;Speed&gt;" in page
    assert "unknown-key" in running.told
    town.edit("dimensions/speed/index.md", "titel: <Speed>", "title: Speed")
    running.loop.look(frozenset())
    assert "build_problems" not in running.get("/")[1]


def test_a_mistake_in_a_template_shows_too(running: Running, town: Town) -> None:
    place = town.folder / "templates/about.html"
    good = place.read_text()
    place.write_text("{% if %}")
    running.loop.look(frozenset())
    assert "templates/about.html:1:1" in running.get("/about.html")[1]
    place.write_text(good)
    running.loop.look(frozenset())
    assert "build_problems" not in running.get("/about.html")[1]


def test_what_an_editor_keeps_beside_a_file_is_not_published(running: Running, town: Town) -> None:
    (town.folder / "templates/static/.site.css.swp").write_text("half a style")
    running.loop.look(frozenset())
    assert not list(town.output.rglob("*.swp"))


def test_drafts_show(running: Running, town: Town) -> None:
    town.edit("dimensions/price.md", "title: Price", "title: Price\ndraft: true")
    running.loop.look(frozenset())
    assert running.get("/dimensions/price.html")[0] == 200


def test_a_port_in_use_is_told(
    running: Running, town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    folders = ["--content", str(town.content), "--output", str(town.folder / "other")]
    assert cli.main(["serve", *folders, "--port", str(running.loop.port)]) == 2
    assert "is in use; choose another with --port" in capfd.readouterr().err


def test_ctrl_c_stops(
    town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def nothing(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(web, "_run", nothing)
    monkeypatch.setattr("webbrowser.open", lambda _url: True)
    assert aside(lambda: town.run("serve", "--port", "0", "--open", "--host", "127.0.0.1")) == 0
    assert "Serving on http://127.0.0.1:" in capfd.readouterr().out


def test_listening_wider_is_warned_of(
    town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def nothing(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(web, "_run", nothing)
    assert aside(lambda: town.run("serve", "--host", "0.0.0.0", "--port", "0")) == 0
    assert "others on your network can read" in capfd.readouterr().err


@pytest.mark.parametrize("output", ["/", "foreign"])
def test_a_folder_that_is_not_ours_is_never_served(town: Town, output: str) -> None:
    (town.folder / "foreign").mkdir()
    (town.folder / "foreign/mine.txt").write_text("mine")
    town.output = Path(output) if output == "/" else town.folder / output
    assert town.run("serve", "--port", "0") == 2


def test_a_stamp_is_that_of_the_file_whatever_its_name() -> None:
    revisions, name = Revisions(), "assets/it's & more.live.js"
    revisions.change({name})
    page = b'<body><script src="../assets/it&#39;s &amp; more.live.js" defer></script></body>'
    dressed = overlay.add_live_reload(page, revisions, ("localhost", 80), ()).decode()
    assert f'more.live.js?{revisions.of(name)}"' in dressed


def test_what_did_not_change_is_not_asked_for_again(running: Running, town: Town) -> None:
    def address(page: str, name: str) -> str:
        found = re.search(rf'(?:href|src)="\.\./(assets/{name}\?[^"]+)"', running.get(page)[1])
        assert found
        return found[1]

    before = {
        name: address("/dimensions/speed.html", name) for name in ("site.live.css", "site.live.js")
    }
    live = re.findall(
        r'src="(/live(?:reload)?\.js\?[^"]*)"', running.get("/dimensions/speed.html")[1]
    )
    assert len(live) == 2
    for path in (*before.values(), *(unescape(path).removeprefix("/") for path in live)):
        assert running.header(f"/{path}", "Cache-Control") == web.IMMUTABLE
        assert running.header(f"/{path}0", "Cache-Control") == "no-store"
        assert running.header(f"/{path.partition('?')[0]}", "Cache-Control") == "no-store"
    town.edit("dimensions/speed/index.md", "title: Speed", "title: Haste")
    running.loop.look(frozenset())
    assert all(address("/dimensions/speed.html", name) == path for name, path in before.items())
    with (town.folder / "templates/static/site.css").open("a") as file:
        file.write("h1 { color: teal; }\n")
    running.loop.look(frozenset())
    assert address("/dimensions/speed.html", "site.live.css") != before["site.live.css"]
    assert address("/dimensions/speed.html", "site.live.js") == before["site.live.js"]
    assert running.header(f"/{before['site.live.css']}", "Cache-Control") == "no-store"
