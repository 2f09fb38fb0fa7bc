"""The site in Firefox and in WebKit: what Chromium forgives.

Every test runs in both; none may hide a fault of one of them.
"""

import functools
import http.server
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.engines.drivers import Engine, firefox, webkit
from tests.test_browser import BREWING, _kinds, reference, site

__all__ = ["reference", "site"]
Start = Callable[[str, Path], AbstractContextManager[Engine]]
STARTS: dict[str, tuple[Start, tuple[str, ...], tuple[str, ...]]] = {
    "firefox": (firefox, ("firefox-esr", "firefox"), ()),
    "webkit": (webkit, ("WebKitWebDriver",), ("Xvfb",)),
}
# Stands before everything else of a page and notes what a console would show, and what the policy
# forbids.
PROBE = """\
window.complaints = [];
addEventListener("error", e => complaints.push(e.message || "did not load: " + (e.target.src || e.target.href)), true);
addEventListener("unhandledrejection", e => complaints.push(String(e.reason)));
document.addEventListener("securitypolicyviolation", e => complaints.push(e.violatedDirective + " forbids " + e.blockedURI));
for (const name of ["error", "warn"]) {
  const said = console[name];
  console[name] = (...words) => { complaints.push(words.join(" ")); said.apply(console, words); };
}
"""


@pytest.fixture(scope="module", params=sorted(STARTS))
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    start, names, needs = STARTS[request.param]
    binary = next(filter(None, map(shutil.which, names)), None)
    missing = [*([] if binary else names[:1]), *(name for name in needs if not shutil.which(name))]
    if binary is None or missing:
        reason = f"not on this machine: {', '.join(missing)} (apt-get install firefox-esr webkit2gtk-driver xvfb)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with start(binary, tmp_path_factory.mktemp(request.param)) as started:
        yield started


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves pages with the probe in front, at the root and where 404.html expects the site."""

    def translate_path(self, path: str) -> str:
        base = re.search(r'<base href="([^"]+)">', Path(self.directory, "404.html").read_text())
        return super().translate_path("/" + path.removeprefix(base[1] if base else "/"))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if self.path == "/probe.js":
            self._answer(PROBE.encode(), "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            text = path.read_text("utf-8").replace(
                "<head>", '<head><script src="/probe.js"></script>', 1
            )
            self._answer(text.encode(), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


def _serve(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def cups(site: Path) -> Iterator[str]:
    yield from _serve(site)


@pytest.fixture(scope="module")
def book(reference: Path) -> Iterator[str]:
    yield from _serve(reference)


@pytest.fixture
def wide(engine: Engine) -> Engine:
    engine.resize(1440, 900)
    return engine


def _until(engine: Engine, condition: str) -> None:
    """Wait until an expression is true.

    A page that is being replaced answers nothing for a moment.
    """
    deadline = time.monotonic() + 8
    while True:
        try:
            if engine.run(f"return Boolean({condition})"):
                return
        except (AssertionError, OSError):
            pass
        assert time.monotonic() < deadline, f"not in {engine.name}: {condition}"
        time.sleep(0.03)


def _search(engine: Engine, words: str) -> None:
    engine.press("/")
    _until(engine, "document.activeElement.id === 'search_words'")
    engine.press(*words)
    _until(engine, "document.querySelector('.found a')")


@pytest.mark.parametrize("width", [1440, 390])
def test_every_kind_of_page_fits_and_complains_of_nothing(
    engine: Engine, book: str, reference: Path, width: int
) -> None:
    engine.resize(width, 900)
    found = {}
    for path in _kinds(reference):
        engine.open(f"{book}/{path}")
        wide, said = engine.run(
            "return [document.documentElement.scrollWidth > innerWidth, window.complaints]"
        )
        if wide or said:
            found[path] = ("too wide", said) if wide else said
    assert found == {}


def test_one_press_of_escape_closes_the_search_whatever_was_typed(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/index.html")
    _search(wide, "sieve")
    assert (
        wide.run(
            "return getComputedStyle(document.querySelector('.found mark')).textDecorationLine"
        )
        == "underline"
    )
    wide.press("Escape")
    _until(wide, "!document.querySelector('dialog').open")


def test_keys_of_an_input_method_open_nothing(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/index.html")
    _search(wide, "sieve")
    for key in ("Enter", "ArrowDown"):
        event = f"new KeyboardEvent('keydown', {{key: '{key}', isComposing: true, bubbles: true}})"
        wide.run(f"document.activeElement.dispatchEvent({event})")
    assert wide.run("return [location.pathname, document.activeElement.id]") == [
        "/index.html",
        "search_words",
    ]
    wide.press("Enter")
    _until(wide, "location.pathname !== '/index.html'")


def test_a_reload_keeps_the_search_and_its_words(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/index.html")
    _search(wide, "sieve")
    wide.run("window.before = true; location.reload()")
    _until(wide, "!window.before && document.querySelector('dialog[open] .found a')")
    assert wide.run("return document.querySelector('#search_words').value") == "sieve"
    wide.press("Escape")
    _until(wide, "!document.querySelector('dialog').open")
    wide.run("window.before = true; location.reload()")
    _until(wide, "!window.before && document.readyState === 'complete'")
    assert wide.run("return document.querySelector('dialog[open]')") is None


def test_close_stands_in_the_row_of_the_words_on_a_phone(engine: Engine, cups: str) -> None:
    engine.resize(390, 800)
    engine.open(f"{cups}/index.html")
    _search(engine, "tea")
    rows = "[...document.querySelectorAll('.search_form input, .search_form button')].map(e => e.getBoundingClientRect())"
    assert engine.run(
        f"const [words, close] = {rows}; return close.top < words.bottom && words.top < close.bottom"
    )


def test_a_page_that_comes_back_has_the_theme_chosen_since(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/index.html")
    wide.run("localStorage.clear()")
    wide.open(f"{cups}/about.html")
    wide.open(f"{cups}/{BREWING}")
    wide.run(
        "document.querySelector('button.theme').click(); document.querySelector('button.theme').click()"
    )
    assert wide.run("return getComputedStyle(document.documentElement).colorScheme") == "dark"
    wide.run("history.back()")
    _until(
        wide,
        "location.pathname === '/about.html' && document.documentElement.dataset.theme === 'dark'",
    )
    assert (
        wide.run("return document.querySelector('button.theme').getAttribute('aria-label')")
        == "Theme: dark"
    )
    wide.run("localStorage.clear()")


def test_questions_are_practised_by_keys(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/questions/index.html?level=core")
    wide.run("localStorage.clear(); document.querySelector('#practise_start').click()")
    for key in "yn":
        _until(wide, "document.querySelector('.desk_answer').hidden")
        wide.press("Space")
        _until(wide, "!document.querySelector('.desk_answer').hidden")
        wide.press(key)
    _until(wide, "document.querySelector('.desk_card h2').textContent === '1 of 2 known'")
    wide.run("localStorage.clear()")


def test_a_question_opens_when_its_address_is_followed(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/questions/index.html?level=core")
    wide.run("location.hash = 'why-milk'")
    _until(
        wide,
        "document.querySelector('#why-milk').open && document.querySelector('#why-milk').offsetParent",
    )


def test_rows_and_marks_lead_to_their_places(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/{BREWING}#cup")
    assert wide.run("return document.querySelector('tr:target').id") == "cup"
    wide.run("document.querySelector('#water a.mark').click()")
    _until(wide, "document.querySelector('.line:target')")
    assert (
        wide.run("return document.querySelector('.line:target').firstChild.textContent.trim()")
        == "tea 3 minutes"
    )
    wide.run("document.querySelector('.line:target .shows a').click()")
    _until(
        wide,
        "document.querySelector('tr:target') && document.querySelector('tr:target').id === 'water'",
    )


def test_the_switches_stand_on_one_line(wide: Engine, cups: str) -> None:
    wide.open(f"{cups}/{BREWING}")
    parts = "[...document.querySelectorAll('.sides > :not(.said)')]"
    tops = wide.run(f"return {parts}.map(part => Math.round(part.getBoundingClientRect().top))")
    assert len(tops) == 4
    assert max(tops) - min(tops) <= 3


def test_long_lines_of_output_wrap(engine: Engine, book: str, reference: Path) -> None:
    page = max((reference / "dimensions").glob("*.html"), key=lambda path: path.stat().st_size)
    engine.resize(390, 800)
    engine.open(f"{book}/dimensions/{page.name}")
    cut = "[...document.querySelectorAll('.output')].filter(e => e.scrollWidth > e.clientWidth).length"
    assert engine.run(f"return {cut}") == 0
