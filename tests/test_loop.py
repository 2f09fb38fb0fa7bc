"""The author's loop as an author meets it.

`build.py serve`, an editor, and a real browser with the site open.
"""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests import browser_site, test_browser
from tests.test_browser import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
browser = test_browser.browser


class Author:
    """A content folder, `serve` running on it, and tabs of a browser."""

    def __init__(self, folder: Path, context: BrowserContext) -> None:
        self.folder, self.context = folder, context
        browser_site.write(folder / "content")
        shutil.copytree(ROOT / "templates", folder / "templates")
        self.port = 0
        self.start()

    def start(self) -> None:
        """Start the server, the second time on the port of the first."""
        folders = [f"--{name}={self.folder / name}" for name in ("content", "templates", "output")]
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "serve",
            "--no-cache",
            "--port",
            str(self.port),
            *folders,
        ]
        with (self.folder / "errors").open("a") as errors:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, text=True, preexec_fn=_hears_ctrl_c
            )
        assert self.process.stdout
        line = next((line for line in self.process.stdout if line.startswith("Serving on")), "")
        self.address = line.split()[2].rstrip("/")
        self.port = int(self.address.rpartition(":")[2])

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit status and everything that was said of what is wrong."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=10)
        return self.process.returncode, self.errors

    @property
    def errors(self) -> str:
        return (self.folder / "errors").read_text()

    def open(self, path: str) -> Page:
        """Open a tab, and wait until the server knows of it."""
        page = self.context.new_page()
        page.goto(f"{self.address}/{path}")
        known(page)
        return page

    def edit(self, path: str, old: str, new: str) -> None:
        place = self.folder / path
        text = place.read_text()
        assert old in text, f"{old!r} is not in {path}"
        place.write_text(text.replace(old, new, 1))


def _hears_ctrl_c() -> None:
    """Whatever a shell starts in the background ignores Ctrl-C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def known(page: Page) -> None:
    """Wait until the server has heard from a page.

    It answers in turn, so an answer says that it heard what came before.
    """
    page.wait_for_function(
        "window.LiveReload && LiveReload.connector.protocol >= 7", timeout=PATIENCE
    )
    page.evaluate("fetch('/live.js').then(answer => answer.text())")


def stays(page: Page) -> Callable[[], bool]:
    """Mark a page; what is returned tells whether it is still that page, never loaded again."""
    page.evaluate("window.never_left = true")
    return lambda: bool(page.evaluate("window.never_left === true"))


def heading(page: Page, text: str) -> None:
    """Wait until a page shows a title, and until it is loaded.

    The browser may never close one that is not.
    """
    expect(page.locator("h1")).to_have_text(text, timeout=PATIENCE)
    page.wait_for_load_state()


@pytest.fixture(scope="module")
def author(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(PATIENCE)
    author = Author(tmp_path_factory.mktemp("author"), context)
    yield author
    context.close()
    status, errors = author.stop()
    assert status == 0
    assert "Traceback" not in errors


@pytest.fixture(autouse=True)
def tabs(author: Author) -> Iterator[None]:
    """Close the tabs of a test, and put its files back."""
    kept = author.folder / "kept"
    for name in ("content", "templates"):
        shutil.copytree(author.folder / name, kept / name)
    yield
    for page in author.context.pages:
        page.wait_for_load_state()
        page.close()
    for name in ("content", "templates"):
        shutil.copytree(kept / name, author.folder / name, dirs_exist_ok=True)
        for place in sorted((author.folder / name).rglob("*"), reverse=True):
            if not (kept / name / place.relative_to(author.folder / name)).exists():
                place.rmdir() if place.is_dir() else place.unlink()
    shutil.rmtree(kept)


BREWING, CUPS = "content/dimensions/brewing/index.md", "content/dimensions/cups.md"


def test_a_save_shows_and_the_page_stays_where_it_was_scrolled_to(author: Author) -> None:
    page = author.open("dimensions/brewing.html")
    page.evaluate("scrollTo(0, 900)")
    author.edit(BREWING, "title: Brewing time", "title: Time to brew")
    heading(page, "Time to brew")
    page.wait_for_function("scrollY === 900")


@pytest.mark.parametrize(
    ("path", "shown", "old", "new", "seen"),
    [
        (
            "content/dimensions/brewing/two-cups.tea.py",
            "dimensions/brewing.html",
            "import sys",
            "import os",
            "import os",
        ),
        ("content/site.yaml", "matrix.html", "title: Serving", "title: Pouring", "Pouring"),
        (
            "content/terms.yaml",
            "terms.html",
            "It holds a litre",
            "It holds two litres",
            "It holds two litres",
        ),
        (
            "templates/about.html",
            "about.html",
            "How it stays up to date",
            "How it stays true",
            "How it stays true",
        ),
        (
            "templates/static/site.js",
            "index.html",
            '"use strict";',
            'document.title = "Scripted";',
            "Scripted",
        ),
    ],
    ids=["a sample", "the configuration", "a list", "a template", "a script"],
)
def test_every_kind_of_file_shows(
    author: Author, path: str, shown: str, old: str, new: str, seen: str
) -> None:
    page = author.open(shown)
    author.edit(path, old, new)
    page.wait_for_function("text => document.documentElement.textContent.includes(text)", arg=seen)


def test_the_last_of_ten_quick_saves_is_what_stays(author: Author) -> None:
    page = author.open("dimensions/cups.html")
    author.edit(CUPS, "title: Cups", "title: Cups 0")
    for number in range(10):
        author.edit(CUPS, f"title: Cups {number}", f"title: Cups {number + 1}")
        page.wait_for_timeout(
            10
        )  # apart as the saves of a quick hand, so that some come while others are built
    heading(page, "Cups 10")


def test_several_files_at_once(author: Author) -> None:
    one, other = author.open("dimensions/cups.html"), author.open("dimensions/brewing.html")
    author.edit(CUPS, "title: Cups", "title: Bowls")
    author.edit(BREWING, "title: Brewing time", "title: Steeping time")
    heading(one, "Bowls")
    heading(other, "Steeping time")


def test_an_editor_that_moves_the_old_file_away_and_writes_a_new_one(author: Author) -> None:
    page = author.open("dimensions/cups.html")
    place = author.folder / CUPS
    text = place.read_text()
    place.rename(f"{place}~")
    place.write_text(text.replace("title: Cups", "title: Beakers"))
    Path(f"{place}~").unlink()
    heading(page, "Beakers")
    aside = place.with_name(".cups.md.part")
    aside.write_text(text.replace("title: Cups", "title: Glasses"))
    aside.replace(place)
    heading(page, "Glasses")
    expect(page.locator("#build_problems")).to_have_count(0)


def test_an_entry_that_comes_moves_and_goes(author: Author) -> None:
    page = author.open("myths/index.html")
    myth = author.folder / "content/myths/cups-are-round.md"
    myth.write_text(
        "---\nclaim: Cups are round.\nverdict: misleading\ndimensions: [cups]\njudgement: true\n---\nMost are.\n"
    )
    expect(page.locator("#cups-are-round")).to_be_attached()
    myth.rename(myth.with_name("round-cups.md"))
    expect(page.locator("#round-cups")).to_be_attached()
    expect(page.locator("#cups-are-round")).to_have_count(0)
    myth.with_name("round-cups.md").unlink()
    expect(page.locator("#round-cups")).to_have_count(0)


def test_a_missing_page_appears_when_its_entry_is_written(author: Author) -> None:
    page = author.open("dimensions/saucers.html")
    heading(page, "Page not found")
    text = (author.folder / CUPS).read_text()
    (author.folder / "content/dimensions/saucers.md").write_text(
        text.replace("title: Cups", "title: Saucers")
    )
    heading(page, "Saucers")
    page.get_by_role("link", name="Tea vs Coffee").first.click()
    expect(page).to_have_url(f"{author.address}/index.html")


def test_a_mistake_lies_over_the_last_good_site_until_it_is_mended(author: Author) -> None:
    page, lost = author.open("dimensions/cups.html"), author.open("nowhere/at/all.html")
    author.edit(CUPS, "title: Cups", "titel: Mugs")
    for shown in (page, lost):
        overlay = shown.locator("#build_problems")
        expect(overlay).to_contain_text("content/dimensions/cups.md:2:1: error[unknown-key]")
        expect(overlay).to_contain_text("2 | titel: Mugs")
        expect(overlay).to_contain_text("did you mean 'title'?")
    heading(page, "Cups")
    heading(lost, "Page not found")
    assert "cups.md:2:1" in author.errors
    page.get_by_text("the site is not updated").click()
    expect(page.locator("#build_problems pre").first).to_be_hidden()
    author.edit(CUPS, "titel: Mugs", "title: Mugs")
    heading(page, "Mugs")
    for shown in (page, lost):
        expect(shown.locator("#build_problems")).to_have_count(0)


def test_a_mistake_in_a_template_is_shown_with_its_line(author: Author) -> None:
    page = author.open("about.html")
    template = author.folder / "templates/about.html"
    good = template.read_text()
    for line, wrong in ((3, "{% if %}"), (4, "{{ nothing_of_this_name }}")):
        lines = good.splitlines()
        lines.insert(line - 1, wrong)
        template.write_text("\n".join(lines))
        expect(page.locator("#build_problems")).to_contain_text(f"templates/about.html:{line}:")
        expect(page.locator("#build_problems")).to_contain_text(wrong)
        heading(page, "About")
    template.write_text(good)
    expect(page.locator("#build_problems")).to_have_count(0)


def test_styles_come_in_without_a_reload(author: Author) -> None:
    page, lost = author.open("dimensions/brewing.html"), author.open("nowhere.html")
    # Text that gets its font late moves what is below it, and the browser scrolls along.
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 700))")
    page.wait_for_function("scrollY === 700")
    still, still_lost = stays(page), stays(lost)
    for red, green, blue in ((1, 2, 3), (4, 5, 6)):
        with (author.folder / "templates/static/site.css").open("a") as style:
            style.write(f"\nbody {{ background-color: rgb({red}, {green}, {blue}); }}\n")
        colour = f"rgb({red}, {green}, {blue})"
        page.wait_for_function(
            "colour => getComputedStyle(document.body).backgroundColor === colour", arg=colour
        )
    assert page.locator("link[rel=stylesheet]").count() == 2
    # A font swapped in by the new style may move the text by a pixel.
    assert abs(page.evaluate("scrollY") - 700) <= 2
    lost.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)'")
    assert still()
    assert still_lost()
    author.edit(BREWING, "title: Brewing time", "title: Drawing time")
    heading(page, "Drawing time")
    assert not still()


def test_a_closed_tab_leaves_the_other_as_it_was(author: Author) -> None:
    one, other = author.open("dimensions/cups.html"), author.open("dimensions/cups.html")
    author.edit(CUPS, "title: Cups", "title: Mugs")
    heading(one, "Mugs")
    heading(other, "Mugs")
    one.close()
    author.edit(CUPS, "title: Mugs", "title: Jugs")
    heading(other, "Jugs")


def test_a_draft_is_marked_wherever_it_is_listed(author: Author) -> None:
    page = author.open("dimensions/cups.html")
    author.edit(CUPS, "title: Cups", "title: Cups\ndraft: true")
    expect(page.locator("h1 .draft")).to_have_text("Draft")
    for path in (
        "index.html",
        "matrix.html",
        "categories/serving.html",
        "search.html",
        "cheatsheet.html",
    ):
        page.goto(f"{author.address}/{path}")
        link = page.locator("main a[href$='dimensions/cups.html']").last
        expect(link.locator("xpath=..").locator(".draft")).to_be_visible()


def test_a_server_that_was_stopped_and_started_again_finds_its_pages(author: Author) -> None:
    page = author.open("dimensions/cups.html")
    assert author.stop()[0] == 0
    author.edit(CUPS, "title: Cups", "title: Thermoses")
    author.start()
    heading(page, "Thermoses")


def test_a_save_while_a_page_loads_is_not_lost(author: Author) -> None:
    """The page is held between its HTML and its websocket.

    The save comes in between, and nobody is there to be told.
    """
    other, page = author.open("dimensions/cups.html"), author.context.new_page()

    def save_first(route: Route) -> None:
        author.edit(CUPS, "title: Cups", "title: Vases")
        heading(other, "Vases")
        route.continue_()

    page.route("**/livereload.js*", save_first, times=1)
    page.goto(f"{author.address}/dimensions/cups.html")
    heading(page, "Vases")
