"""Programs run in a real browser with the real runtime: as they are, changed, endless, from a link.

Wants node and npm once.
"""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sidebyside.browser.runtime import BrowserRuntime, provide_runtime
from sidebyside.evidence.environments import default_cache
from tests.conftest import ROOT, aside
from tests.test_browser import browser  # noqa: F401 - a fixture

PAGE = "dimensions/changing-one-record.html"
CONTENT = ROOT / "examples/saving"
# A start takes 3 s on a quiet machine.
START = 240_000
SHIMS = len((ROOT / "sidebyside/browser/host/shims.py").read_bytes())


@pytest.fixture(scope="session")
def saving(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the comparison of three ways to save data with its programs to run."""
    from sidebyside import cli

    found = provide_runtime(default_cache())
    if not isinstance(found, BrowserRuntime):
        pytest.skip(f"the runtime cannot be had: {found}")
    output = tmp_path_factory.mktemp("saving") / "www" / "sub" / "path"
    assert (
        aside(
            lambda: cli.main(
                ["build", "-q", "--run-here", "--content", str(CONTENT), "--output", str(output)]
            )
        )
        == 0
    )
    return output


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(saving: Path) -> Iterator[str]:
    """Serve it under a sub-path, without a header of its own."""
    handler = functools.partial(_Quiet, directory=str(saving.parent.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/path/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(base_url=address)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def opened(page: Page, subject: str = "json") -> Page:
    page.goto(PAGE)
    page.locator(f".program_panel.of_{subject} .run_button").first.click()
    expect(page.locator(".run_status").first).to_contain_text("Python 3.")
    return page


def run(page: Page, program: str = "") -> None:
    if program:
        if page.locator(".run_edit").is_visible():
            page.locator(".run_edit").click()
        page.locator(".run_editor textarea").fill(program)
    page.locator(".run_start").click()


def test_nothing_is_fetched_before_a_click_and_the_size_is_said_first(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGE)
    page.wait_for_load_state("networkidle")
    assert [
        url for url in asked if "/run/" in url or re.search(r"/run\.\w+\.(js|css)|run-worker", url)
    ] == []
    page.locator(".run_button").first.click()
    expect(page.locator(".run_start")).to_have_text(re.compile(r"Download \d+ MB and run"))
    expect(page.locator(".run_start")).to_be_focused()
    assert not [url for url in asked if url.endswith((".wasm", ".zip"))]


def test_a_program_prints_what_is_recorded_then_is_changed_stopped_and_reset(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    opened(page)
    run(page)
    expect(page.locator(".run_verdict")).to_have_text("Same as the record", timeout=START)
    expect(page.locator(".run_status")).to_contain_text(
        re.compile(r"Python 3\.\d+\.\d+ in this browser, [\d.]+ s")
    )
    # Changed: what differs is shown line by line, and announced.
    page.locator(".run_edit").click()
    text = page.locator(".run_editor textarea").input_value()
    page.locator(".run_editor textarea").fill(text + '\nprint("one more")\n')
    page.locator(".run_editor textarea").press("Control+Enter")
    expect(page.locator(".run_verdict")).to_have_text(
        "The program was changed: 1 line differs from the record", timeout=START
    )
    expect(page.locator(".run_output .came")).to_have_text("printed: + one more\n")
    # A loop without an end: the page answers, and Stop ends it.
    run(page, "while True:\n    pass\n")
    expect(page.locator(".run_status")).to_have_text("Running…", timeout=START)
    assert page.evaluate("1 + 1") == 2
    page.locator(".run_stop").click()
    expect(page.locator(".run_status")).to_have_text("Stopped.")
    # After a reload the changes are there, and Reset takes them away.
    opened(page)
    expect(page.locator(".run_status")).to_contain_text("Your changes from before are still here.")
    assert page.locator(".run_editor textarea").input_value() == "while True:\n    pass\n"
    page.locator(".run_reset").click()
    expect(page.locator(".run_editor")).to_be_hidden()
    opened(page)
    expect(page.locator(".run_editor")).to_be_hidden()
    assert faults == []


HOSTILE = """\
import js
from pyodide.code import run_js

closed = "indexedDB caches localStorage document fetch XMLHttpRequest WebSocket importScripts Worker"
for name in closed.split():
    if getattr(js, name, None):
        print(name, "is there")
for code in ("1", "import('/x.js')", "new Function('return 1')()"):
    try:
        print("ran", run_js(code))
    except Exception as error:
        print(type(error).__name__)
print("<img src=x onerror=alert(1)>")
"""


def test_a_hostile_program_has_no_storage_no_connections_and_no_markup(page: Page) -> None:
    asked: list[str] = []
    opened(page)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    run(page, HOSTILE)
    expect(page.locator(".run_status")).to_contain_text("in this browser", timeout=START)
    came = [
        line.removeprefix("printed: + ").strip()
        for line in page.locator(".run_output .came").all_text_contents()
    ]
    assert came == ["JsException", "JsException", "JsException", "<img src=x onerror=alert(1)>"]
    assert page.locator(".run_output img").count() == 0
    assert not [
        url
        for url in asked
        if "x.js" in url or not (url.startswith("blob:") or "/sub/path/" in url)
    ]


def test_too_much_output_is_cut_off(page: Page) -> None:
    opened(page)
    run(page, 'while True:\n    print("x" * 10_000)\n')
    expect(page.locator(".run_status")).to_have_text(
        "Stopped: the program printed more than 1 MB.", timeout=START
    )


def test_a_link_carries_changes_and_runs_nothing_by_itself(page: Page) -> None:
    opened(page)
    page.locator(".run_edit").click()
    page.locator(".run_editor textarea").fill('print("from a link")\n')
    page.locator(".run_share").click()
    expect(page.locator(".run_status")).to_contain_text("The link is copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "#run=" in link
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(link)
    expect(other.locator(".run_status")).to_contain_text(
        "This link carries a changed program. Read it before you run it."
    )
    assert other.locator(".run_editor textarea").input_value() == 'print("from a link")\n'
    assert not [url for url in asked if url.endswith(".wasm")]
    other.context.close()


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "%00",
        "AAAA",
        "<script>alert(1)</script>",
        "A" * 20_000,
        "q1YqKMpPL0rMVbJSUKoFAA",
        "7cExAQAAAMKg9U9tCj-g" * 9,
    ],
)
def test_a_damaged_link_is_one_line(page: Page, payload: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{PAGE}#run={payload}")
    expect(page.locator(".run_refused")).to_have_text(
        "This link is damaged, or of another version of this site: nothing was taken from it."
    )
    assert faults == []


def broken(part: str, answer: Callable[[Route], None]) -> Callable[[Page], None]:
    def spoil(page: Page) -> None:
        page.route(re.compile(part), answer)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (broken(r"\.wasm$", lambda route: route.abort()), "It could not be run: "),
        (
            broken(r"\.wasm$", lambda route: route.fulfill(status=404)),
            "It could not be run: the server answered 404",
        ),
        (broken(r"\.wasm$", lambda route: route.fulfill(body="short")), "came incomplete"),
        (
            broken(r"shims\.py$", lambda route: route.fulfill(body="x" * SHIMS)),
            "is not the file that was verified",
        ),
    ],
)
def test_a_download_that_fails_is_one_line_and_can_be_tried_again(
    page: Page, spoil: Callable[[Page], None], said: str
) -> None:
    spoil(page)
    opened(page)
    run(page)
    expect(page.locator(".run_status")).to_contain_text(said, timeout=START)
    expect(page.locator(".run_start")).to_be_visible()


def test_without_webassembly_or_storage_the_page_says_so_or_goes_on(page: Page) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto(PAGE)
    page.locator(".run_button").first.click()
    expect(page.locator(".run_refused")).to_have_text(
        "This browser has no WebAssembly, which Python runs in here."
    )


def test_a_page_from_disk_says_why_not(browser: Browser, saving: Path) -> None:  # noqa: F811
    page = browser.new_page()
    page.goto(f"file://{saving}/{PAGE}")
    page.locator(".run_button").first.click()
    expect(page.locator(".run_refused")).to_contain_text("opened from disk")
    page.close()


def test_the_playground_starts_empty_or_from_any_program(page: Page) -> None:
    page.goto("run.html")
    expect(page.locator(".run_editor textarea")).to_have_value("")
    page.locator(".run_editor textarea").fill("print(6 * 7)\n")
    page.locator(".run_start").click()
    expect(page.locator(".run_output")).to_have_text("42\n", timeout=START)
    label = page.locator("#playground option").nth(4).text_content()
    page.locator("#playground").select_option(label=label)
    expect(page.locator(".run_editor textarea")).to_have_value(re.compile("import"))
