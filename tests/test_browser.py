"""What readers meet, in a real browser: Debian's Chromium, driven by Playwright."""

import functools
import gzip
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from pypdf import PdfReader

from sidebyside import cli
from tests import browser_site

ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]  # fmt: skip
BREWING = "dimensions/brewing.html"
PATIENCE = 30_000
"""Milliseconds before a wait fails; generous, because CI machines are slow."""
expect.set_options(timeout=PATIENCE)
NO_BROWSER = "no Chromium on this machine (apt-get install chromium): the tests in a real browser are skipped"
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Browser:
    return _started(pytestconfig)


@functools.cache
def _started(config: pytest.Config) -> Browser:
    """Start Chromium once, whichever modules share the fixture.

    Playwright cannot be started twice in a process.
    """
    names = "chromium", "chromium-browser", "google-chrome"
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine, and this is CI")
        pytest.skip(NO_BROWSER)
    playwright = sync_playwright().start()
    config.add_cleanup(playwright.stop)
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    config.add_cleanup(browser.close)
    return browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site with everything, two folders deep, so that it can also be served under a sub-path."""
    folder = tmp_path_factory.mktemp("cups")
    browser_site.write(folder / "content")
    output = folder / "www" / "sub" / "path"
    assert (
        cli.main(["build", "-q", "--content", str(folder / "content"), "--output", str(output)])
        == 0
    )
    return output


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site."""
    output = tmp_path_factory.mktemp("book") / "site"
    assert cli.main(["build", "-q", "--output", str(output)]) == 0
    return output


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A host like GitHub Pages: what is not there is answered with the site's 404.html."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        lost = Path(self.directory, "sub", "path", "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(lost)))
        self.end_headers()
        self.wfile.write(lost)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Serve the small site under a sub-path, as a project page is."""
    handler = functools.partial(_Handler, directory=str(site.parent.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/path"
        server.shutdown()


@contextmanager
def _context(browser: Browser, width: int = 1280, **options: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the small site from disk.

    Scripts may be off, and anything that the browser complains of fails.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(path: str, width: int = 1280, root: str = "", **options: Any) -> Page:
        if not contexts or options or width != 1280:
            contexts.append(
                browser.new_context(viewport={"width": width, "height": 800}, **options)
            )
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{root or site.as_uri()}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def _pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [path for path in found if 'http-equiv="refresh"' not in (site / path).read_text()]


def _kinds(site: Path) -> list[str]:
    """Return a page of every kind.

    The longest of each folder, and all that are alone of their kind.
    """
    kinds: dict[str, list[str]] = {}
    for path in _pages(site):
        folder, _, name = path.rpartition("/")
        kinds.setdefault(folder if folder and name != "index.html" else path, []).append(path)
    return [max(paths, key=lambda path: (site / path).stat().st_size) for paths in kinds.values()]


# Every kind of page


COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ between two colour schemes, or between screen and paper, at the same width."""


@pytest.mark.parametrize("mode", ["light", "dark", "phone", "print"])
def test_axe_finds_nothing_on_any_page(browser: Browser, site: Path, mode: str) -> None:
    found = []
    options: dict[str, object] = {"preload": False, "rules": {"target-size": {"enabled": True}}}
    if mode in {"dark", "print"}:
        options = {"preload": False, "runOnly": COLOURS}
    with _context(
        browser,
        390 if mode == "phone" else 1280,
        color_scheme="dark" if mode == "dark" else "light",
    ) as context:
        page = context.new_page()
        # Hosts show 404.html, and below it is held as they show it.
        for path in [path for path in _kinds(site) if path != "404.html"]:
            page.goto(f"{site.as_uri()}/{path}")
            page.emulate_media(media="print" if mode == "print" else "screen")
            result = Axe().run(page, options=options)
            found += [
                (path, broken["id"], broken["nodes"][0]["html"][:120])
                for broken in result.response["violations"]
            ]
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_no_page_scrolls_sideways(browser: Browser, site: Path, width: int) -> None:
    with _context(browser, width) as context:
        page = context.new_page()
        wide = []
        for path in _kinds(site):
            page.goto(f"{site.as_uri()}/{path}")
            wide += (
                [path] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
            )
    assert wide == []


def test_text_spacing_and_forced_colours_lose_nothing(browser: Browser, site: Path) -> None:
    spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    with _context(
        browser, 320, forced_colors="active", reduced_motion="reduce", bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in _kinds(site):
            page.goto(f"{site.as_uri()}/{path}")
            page.add_style_tag(content=spaced)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


@pytest.mark.parametrize("javascript", [True, False])
def test_pages_load_from_disk_and_under_a_sub_path_without_a_complaint(
    visit: Open, site: Path, served: str, javascript: bool
) -> None:
    for root in ("", served):
        page = visit("index.html", root=root, java_script_enabled=javascript)
        hosts: set[str] = set()

        def note(request: Request, hosts: set[str] = hosts) -> None:
            hosts.add(re.sub(r"^(\w+://[^/]*).*", r"\1", request.url))

        page.on("request", note)
        for path in [path for path in _pages(site) if path != "404.html"]:
            page.goto(f"{root or site.as_uri()}/{path}")
            assert page.locator("h1").count() == 1, path
        assert hosts == {re.sub(r"^(\w+://[^/]*).*", r"\1", root or site.as_uri())}


def test_the_page_for_lost_addresses_stands_at_any_depth(browser: Browser, served: str) -> None:
    with _context(browser) as context:
        page = context.new_page()
        page.goto(f"{served}/a/b/c/lost.html")
        expect(page.locator("h1")).to_have_text("Page not found")
        # The site's own styles, found from three folders further down.
        font = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert font.startswith("Book")
        options = {"rules": {"target-size": {"enabled": True}}}
        for width, scheme in ((1440, "light"), (390, "light"), (1440, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert Axe().run(page, options=options).response["violations"] == []
        page.get_by_role("main").get_by_role("link", name="Home").click()
        expect(page).to_have_url(f"{served}/index.html")


def test_an_old_slug_leads_to_the_page(visit: Open) -> None:
    page = visit("dimensions/drawing.html")
    page.wait_for_url("**/dimensions/brewing.html")


# The spread


def test_column_heads_stick_while_the_table_is_read(visit: Open) -> None:
    page = visit(BREWING)
    page.locator("#row-20").scroll_into_view_if_needed()
    page.evaluate(
        "document.getElementById('row-20').scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    for head in page.locator("#side_by_side thead th").all():
        box = head.bounding_box()
        assert box is not None
        assert box["y"] == pytest.approx(0, abs=1)
    assert page.evaluate("document.elementFromPoint(600, 20).closest('thead') !== null")


def test_only_differences_hides_rows_without_javascript(visit: Open) -> None:
    page = visit(BREWING, java_script_enabled=False)
    expect(page.locator("#cup")).to_be_visible()
    page.get_by_label("Only differences").check()
    expect(page.locator("#cup")).to_be_hidden()
    expect(page.locator("#water")).to_be_visible()


def test_one_side_can_be_read_alone_without_javascript(visit: Open) -> None:
    page = visit(BREWING, width=390, java_script_enabled=False)
    page.get_by_label("Coffee", exact=True).first.check(force=True)
    assert page.locator("[data-side=tea]:visible").count() == 0
    assert page.locator("[data-side=coffee]:visible").count() > 0
    page.get_by_label("Both").check(force=True)
    expect(page.locator("#water td").first).to_be_visible()


def test_the_address_keeps_what_is_chosen(visit: Open) -> None:
    page = visit(BREWING)
    page.get_by_label("Only differences").check()
    page.get_by_role("radio", name="Coffee").first.check(force=True)
    assert "only=differences" in page.url
    assert "side=coffee" in page.url
    again = visit(page.url.rpartition("/path/")[2])
    expect(again.get_by_label("Only differences")).to_be_checked()
    assert again.locator("[data-side=tea]:visible").count() == 0


def test_an_address_with_nonsense_is_ignored(visit: Open) -> None:
    page = visit(f"{BREWING}?side=<b>&only=maybe#no-such-row")
    expect(page.get_by_label("Both")).to_be_checked()
    expect(page.get_by_label("Only differences")).not_to_be_checked()


def test_rows_become_entries_that_name_their_subjects_on_a_phone(visit: Open) -> None:
    page = visit(BREWING, width=390)
    cells = page.locator("#water td")
    first, second = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert second["y"] > first["y"]
    names = page.evaluate(
        "[...document.querySelectorAll('#water td')].map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert [name.split('"')[1].strip() for name in names] == ["Tea", "Coffee"]


def test_a_row_has_a_permalink_that_keys_reach(visit: Open) -> None:
    page = visit(BREWING)
    pin = page.locator("#cup .pin")
    pin.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#cup")
    page.get_by_label("Only differences").check()
    expect(page.locator("#cup")).to_be_visible()


def test_marks_say_in_words_what_they_lead_to(visit: Open) -> None:
    page = visit(BREWING)
    assert page.locator("#water td").first.locator("a.mark").inner_text().split() == [
        "proved",
        "by",
        "1",
    ]
    assert page.locator("#vessel td").first.locator("a.mark").first.inner_text().split() == [
        "source",
        "a",
    ]
    assert page.locator("#taste td").first.locator("a.mark").inner_text().split() == [
        "judgement",
        "†",
    ]
    assert page.locator("#sieve td").first.locator("a.mark").last.inner_text().split() == [
        "not",
        "verified",
        "2",
    ]


def test_a_mark_leads_to_the_printed_line_and_the_line_back_to_its_row(visit: Open) -> None:
    page = visit(BREWING)
    mark = page.locator("#water td").first.locator("a.mark")
    assert mark.get_attribute("title") == "Proved by: Two cups after another\ntea 3 minutes"
    mark.click()
    line = page.locator(".line:target")
    expect(line).to_have_count(1)
    assert (line.text_content() or "").strip() == "tea 3 minutes"
    assert page.locator(".output .line:not(.cited)").first.evaluate(BACKGROUND) != line.evaluate(
        BACKGROUND
    )
    back = line.get_by_role("link", name="Shows: Heat of the water")
    back.click()
    expect(page.locator("#water:target")).to_be_in_viewport()


def test_a_printed_line_keeps_its_place_when_others_come_and_go(visit: Open) -> None:
    page = visit(BREWING)
    first = page.locator("#two-cups .line[id]").first.get_attribute("id")
    assert first == "two-cups.tea." + hashlib.sha256(b"tea 3 minutes").hexdigest()[:8]
    ids = page.locator("#two-cups .line[id]").evaluate_all("lines => lines.map(line => line.id)")
    assert len(ids) == len(set(ids)) == 3


BACKGROUND = "element => getComputedStyle(element).backgroundColor"


# Programs


def test_panes_face_each_other_at_the_same_height(visit: Open) -> None:
    page = visit(BREWING)
    boxes = [
        panel.bounding_box() for panel in page.locator("#two-cups .program_panel .printed").all()
    ]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]


def test_the_whole_program_and_every_file_show_without_javascript(visit: Open) -> None:
    page = visit(BREWING, java_script_enabled=False)
    rest = page.locator("#two-cups .rest").first
    expect(rest).to_be_hidden()
    page.get_by_label("Whole program, Tea").check()
    expect(rest).to_be_visible()
    expect(page.locator("#two-cups .program_panel").last.locator(".rest").first).to_be_hidden()
    expect(page.locator("#in-parts pre", has_text="COUNT = 12")).to_be_hidden()
    page.get_by_label("leaves.py").first.check(force=True)
    expect(page.locator("#in-parts pre", has_text="COUNT = 12")).to_be_visible()
    expect(page.locator("#in-parts pre", has_text="import leaves")).to_be_hidden()


def test_a_pane_says_what_it_ran_on(visit: Open) -> None:
    page = visit(BREWING)
    coffee = page.locator("#two-cups .program_panel").nth(1)
    expect(coffee.locator(".prints")).to_have_text(["Output with Mill 2.0", "Output with Mill 1.9"])
    expect(coffee.locator(".verified")).to_have_text(
        "Verified on 2 January 2026 with Mill 1.9 and 2.0 on Python 3.11 and 3.13"
    )
    expect(coffee.locator(".command code")).to_have_text(
        "uv run --python 3.13 --with 'Mill==2.0' two-cups.coffee.py"
    )
    assert (
        page.locator("#in-parts .program_panel").nth(1).locator(".needs").inner_text()
        == "from Coffee 2.0"
    )
    expect(page.locator("#in-parts .program_panel").nth(1).locator(".verified")).to_have_text(
        "Not verified"
    )


def test_copying_takes_the_whole_program_or_its_excerpt_and_says_so(
    browser: Browser, served: str
) -> None:
    with _context(browser, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{served}/{BREWING}")
        button = page.locator("#two-cups .copy").first
        button.click()
        expect(button).to_have_text("Copied")
        excerpt = 'def brew(minutes: int) -> str:\n    return f"{minutes} minutes"\n'
        whole = page.evaluate("navigator.clipboard.readText()")
        assert excerpt in whole
        assert len(whole) > len(excerpt)
        button = page.locator("#two-cups .excerpt").first
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == excerpt
        expect(button).to_have_text("Copy excerpt")
        page.locator("#two-cups .command .copy").first.click()
        assert page.evaluate("navigator.clipboard.readText()").startswith("uv run ")


def test_answers_become_a_memo_that_can_be_copied_and_printed(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    with _context(browser, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{served}/choose.html")
        expect(page.locator("#memo_here")).to_be_hidden()
        page.get_by_label("Much").check()
        page.get_by_label("Aunts").check()
        expect(page.locator(".memo_verdict")).to_contain_text("Leans to Tea after 2 of 2")
        expect(page.locator(".memo_verdict")).to_contain_text("(Tea 5, Coffee 1)")
        page.get_by_label("Little").check()
        expect(page.locator(".memo_against li").first).to_contain_text("Aunts")
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator(".memo_tools [role=status]")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        page.get_by_role("button", name="Copy as Markdown").click()
        expect(page.locator(".memo_tools [role=status]")).to_have_text("Copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("# Tea vs Coffee: decision memo\n")
        assert "| How much time is there? | Little | Coffee +2 | It is pressed. [Brewing" in text
        assert text.rstrip().endswith(f"Answers: <{page.url}>")
        page.evaluate("window.print = () => 0")
        for paper in ("A4", "Letter"):
            page.get_by_role("button", name="Print").click()
            target = tmp_path / f"{paper}.pdf"
            page.pdf(path=target, format=paper)
            said = subprocess.run(["pdfinfo", target], capture_output=True, text=True, check=True)
            assert re.search(r"Pages:\s+1\n", said.stdout)


def test_a_citation_is_copied_as_it_is_shown(browser: Browser, served: str) -> None:
    with _context(browser, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{served}/{BREWING}")
        page.locator(".cite summary").click()
        page.get_by_role("button", name="Copy as BibTeX").click()
        expect(page.get_by_role("button", name="Copy as BibTeX")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#cite_bibtex").inner_text()
        assert copied.startswith("@misc{")
        page.emulate_media(media="print")
        assert page.locator(".cite").is_hidden()


# Search


@pytest.mark.parametrize("where", ["disk", "sub-path"])
def test_search_finds_by_word_prefix_and_typo(visit: Open, served: str, where: str) -> None:
    page = visit(BREWING, root=served if where == "sub-path" else "")
    page.keyboard.press("/")
    words = page.get_by_role("searchbox")
    expect(words).to_be_focused()
    for query, title in (
        ("sieve", "Where the sieve sits"),
        ("brew tim", "Brewing time"),
        ("cafeine", "Tea has no caffeine."),
    ):
        words.fill(query)
        expect(page.locator(".found a", has_text=title).first).to_be_visible()
    assert page.locator(".found mark").count() > 0


def test_search_is_used_by_keys_alone(visit: Open) -> None:
    page = visit("index.html")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    page.keyboard.type("heat of the water")
    expect(page.locator(".found a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("sieve sits")
    expect(page.locator(".found a").first).to_contain_text("Where the sieve sits")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dimensions/brewing.html#sieve")


def test_a_closed_search_takes_no_more_typing(visit: Open) -> None:
    page = visit("index.html")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    focused = page.evaluate(
        """() => {
          const escape = new KeyboardEvent("keydown", {key: "Escape", bubbles: true});
          document.activeElement.dispatchEvent(escape);
          return document.activeElement.tagName;
        }"""
    )
    assert focused == "BODY"


def test_nothing_of_search_is_loaded_before_it_is_asked_for(browser: Browser, served: str) -> None:
    with _context(browser) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{served}/{BREWING}")
        assert not [url for url in asked if "search" in url]


def test_the_search_page_has_an_index_by_letter_without_javascript(visit: Open) -> None:
    page = visit("search.html", java_script_enabled=False)
    page.get_by_role("link", name="Brewing time").click()
    expect(page.locator("h1")).to_have_text("Brewing time")


def test_the_search_page_searches_and_keeps_the_words(visit: Open) -> None:
    page = visit("search.html?q=foam")
    expect(page.locator(".found a").first).to_contain_text("What makes the foam?")


# Filters, chooser, practice


def test_the_matrix_filters_and_the_address_keeps_it(visit: Open) -> None:
    page = visit("matrix.html")
    rows = page.locator(".matrix tbody tr:not(.chapter):visible")
    assert rows.count() == 2
    page.get_by_label("Words").fill("porcelain")
    assert rows.count() == 1
    again = visit(page.url.rpartition("/path/")[2])
    assert again.locator(".matrix tbody tr:not(.chapter):visible").count() == 1
    again.get_by_label("Words").fill("nothing like it")
    expect(again.get_by_text("Nothing has all of these words.")).to_be_visible()


def test_the_chooser_adds_up_and_the_address_keeps_the_answers(visit: Open) -> None:
    page = visit("choose.html")
    expect(page.locator("#time .lean").first).to_be_hidden()
    page.get_by_label("Much").check()
    expect(page.locator("#time .lean").first).to_be_visible()
    page.get_by_label("Aunts").check()
    expect(page.locator(".lean_to")).to_contain_text("Leans to Tea after 2 of 2 answers.")
    expect(page.locator(".sums .sum")).to_have_text(["5", "1"])
    expect(page.locator(".flip")).to_have_text(
        "Another answer to “How much time is there?” could change that."
    )
    expect(page.locator(".reasons a").first).to_have_text("Brewing time")
    again = visit(page.url.rpartition("/path/")[2] + "&guests=seventeen&x=<script>")
    expect(again.get_by_label("Much")).to_be_checked()


def test_the_chooser_adds_up_on_paper_without_javascript(visit: Open) -> None:
    page = visit("choose.html", java_script_enabled=False)
    expect(page.get_by_text("Tea +3")).to_be_visible()
    expect(page.get_by_text("Add up the points beside your answers")).to_be_visible()
    expect(page.get_by_text("It draws.")).to_be_visible()


def test_claims_are_filtered_by_verdict_without_javascript(visit: Open) -> None:
    page = visit("myths/index.html", java_script_enabled=False)
    page.get_by_role("radio", name="misleading").check(force=True)
    expect(page.locator("#beans-are-beans")).to_be_visible()
    expect(page.locator("#tea-has-no-caffeine")).to_be_hidden()


def test_questions_are_practised_by_keys_alone_and_marks_are_kept(visit: Open) -> None:
    page = visit("questions/index.html?level=core")
    assert page.locator(".card:visible").count() == 2
    page.get_by_role("button", name="Practise these").focus()
    page.keyboard.press("Enter")
    for key in ("y", "n"):
        expect(page.locator(".desk_answer")).to_be_hidden()
        page.keyboard.press("Space")
        expect(page.locator(".desk_answer")).to_be_visible()
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="1 of 2 known")).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".known[data-known=yes]")).to_have_count(1)
    expect(page.locator("#question_count")).to_contain_text("1 known")


def test_a_plan_takes_what_fits_into_the_time_and_misses_come_first(
    browser: Browser, reference: Path
) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{reference.as_uri()}/questions/index.html?time=30&level=advanced")
    expect(page.locator(".card:visible")).to_have_count(20)
    assert set(page.locator(".card:visible .level").all_text_contents()) == {"advanced"}
    page.get_by_label("Time").select_option("10")
    page.get_by_label("Level").select_option("")
    expect(page.locator(".card:visible")).to_have_count(6)
    assert page.locator("section:visible > h2").count() >= 5, "a short plan touches many categories"
    page.get_by_role("button", name="Practise these").click()
    for answer in "ynyyny":
        page.keyboard.press("Space")
        page.keyboard.press(answer)
    expect(page.get_by_role("heading", name="4 of 6 known")).to_be_visible()
    missed = page.locator(".desk_missed a").all_text_contents()
    assert len(missed) == 2
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Practise these").click()
    again = []
    for _ in missed:
        again.append(page.locator(".desk_card h2").text_content() or "")
        page.keyboard.press("s")
    assert sorted(again) == sorted(missed)
    context.close()


def test_a_program_is_downloaded_as_it_ran(visit: Open, site: Path) -> None:
    page = visit(BREWING)
    link = page.get_by_role("link", name="Download Tea: Two cups after another")
    assert link.get_attribute("download") is not None
    named = (site / "dimensions" / str(link.get_attribute("href"))).resolve()
    shown = page.locator("#two-cups .of_tea pre.file").text_content()
    markers = re.compile(r"^# (?:end)?region.*\n", re.MULTILINE)
    assert markers.sub("", named.read_text("utf-8")) == shown
    with zipfile.ZipFile(site / "programs/dimensions/brewing/in-parts.tea.zip") as archive:
        assert "in-parts.tea/main.py" in archive.namelist()


@pytest.mark.parametrize("damage", ["{", "[1, 2]", '{"which-first": 7, "gone": "yes"}', "null"])
def test_damaged_progress_is_ignored(visit: Open, damage: str) -> None:
    page = visit("questions/index.html")
    page.evaluate("text => localStorage.setItem('tea-vs-coffee:known', text)", damage)
    page.reload()
    assert page.locator(".card:visible").count() == 3
    expect(page.locator(".known[data-known=yes]")).to_have_count(0)
    page.evaluate("localStorage.clear()")


def test_forbidden_storage_loses_only_the_memory(visit: Open) -> None:
    page = visit("about.html")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
    )
    page = visit("questions/index.html")
    page.locator("button.theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name="Practise these").click()
    page.keyboard.press("Space")
    page.keyboard.press("y")
    expect(page.locator(".desk_count")).to_contain_text("2 of 3")


# Theme, head, paper


def test_a_chosen_theme_is_kept_and_stands_before_the_first_paint(visit: Open) -> None:
    page = visit("index.html")
    page.locator("button.theme").click()
    page.locator("button.theme").click()
    page.context.add_init_script(
        "new MutationObserver(() => { if (document.body) window.atBody ??= document.documentElement.dataset.theme || 'none' })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page = visit(BREWING)
    assert page.evaluate("window.atBody") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_a_damaged_theme_is_ignored(visit: Open) -> None:
    page = visit("index.html")
    page.evaluate("localStorage.setItem('tea-vs-coffee:theme', 'purple')")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") is None


def test_the_menu_opens_on_a_phone_without_javascript(visit: Open) -> None:
    page = visit("index.html", width=390, java_script_enabled=False)
    link = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Questions")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    link.click()
    expect(page.locator("h1")).to_have_text("Questions")


def test_the_skip_link_is_the_first_thing_that_keys_reach(visit: Open) -> None:
    page = visit(BREWING)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main_text")


def test_a_dimension_prints_without_what_is_of_no_use_on_paper(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    with _context(browser) as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{BREWING}")
        page.pdf(path=tmp_path / "a.pdf", format="A4")
    pages = [part.extract_text() for part in PdfReader(tmp_path / "a.pdf").pages]
    text = "\n".join(pages)
    assert "Phrasebook" not in text
    assert "Only differences" not in text
    assert "COUNT = 12" in text
    assert "https://cups.example/machines" in text
    assert len([part for part in pages if "Aspect" in part and "Tea" in part]) > 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_cheat_sheet_is_one_sheet_with_two_sides(
    browser: Browser, reference: Path, tmp_path: Path, paper: str
) -> None:
    with _context(browser) as context:
        page = context.new_page()
        page.goto(f"{reference.as_uri()}/cheatsheet.html")
        cells = page.locator(".sheet td").all_inner_texts()
        page.emulate_media(media="print")
        smallest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.sheet, .sheet *')]"
            ".filter(e => e.offsetParent).map(e => parseFloat(getComputedStyle(e).fontSize)))"
        )
        page.pdf(path=tmp_path / "sheet.pdf", format=paper)
    pages = PdfReader(tmp_path / "sheet.pdf").pages
    assert len(pages) <= 2
    assert round(smallest * 72 / 96, 3) >= 7
    printed = re.sub(r"\s", "", "".join(part.extract_text() for part in pages))
    assert [cell for cell in cells if re.sub(r"\s", "", cell) not in printed] == []


def test_every_page_of_the_real_site_is_light(reference: Path) -> None:
    def weight(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    heavy: dict[str, int] = {}
    for path in _pages(reference):
        text = (reference / path).read_text()
        assets = set(re.findall(r'(?:src|href)="([^"#:]+\.(?:css|js))"', text))
        total = weight(reference / path) + sum(
            weight((reference / path).parent / name) for name in assets
        )
        heavy |= {path: total} if total > 60 * 1024 else {}
    assert heavy == {}
    assert weight(reference / "search-index.js") < 300 * 1024
    assert sum(path.stat().st_size for path in reference.rglob("*.woff2")) <= 100_000
