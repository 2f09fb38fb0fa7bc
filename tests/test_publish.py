"""The site as GitHub Pages serves it.

Under a path, without endings, with 404.html for what is missing.
"""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from sidebyside import cli
from tests import browser_site, test_browser
from tests.conftest import ROOT, Town

browser = test_browser.browser
PATHS = ["/", "/sub/path/"]


def answer(site: Path, base: str, path: str) -> tuple[int, Path | str]:
    """Return what GitHub Pages answers to a path.

    A status, and a file or, for a redirect, an address.
    """
    lost = (404, site / "404.html")
    if not path.startswith(base):
        return lost
    inner = unquote(path.removeprefix(base))
    parts = [part for part in inner.split("/") if part]
    if any(part.startswith(".") for part in parts):
        return lost  # what begins with a dot is not in the artifact
    file = site.joinpath(*parts)
    if file.is_dir():
        index = file / "index.html"
        found = (200, index) if path.endswith("/") else (301, f"{path}/")
        return found if index.is_file() else lost
    if file.is_file() and not inner.endswith("/"):
        return 200, file
    bare = file.with_name(f"{file.name}.html")
    return (200, bare) if bare.is_file() and not inner.endswith("/") else lost


@contextmanager
def served(site: Path, base: str) -> Iterator[str]:
    """Serve a site under a path, and give its address."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, found = answer(site, base, urlsplit(self.path).path)
            self.send_response(status)
            body = found.read_bytes() if isinstance(found, Path) else b""
            if isinstance(found, Path):
                self.send_header("Content-Type", guess_type(found)[0] or "application/octet-stream")
            else:
                self.send_header("Location", found)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()


class Links(HTMLParser):
    """The addresses and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.base, self.found, self.anchors = "", list[str](), {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        if tag == "base":
            self.base = given.get("href") or ""
        elif given.get("rel") != "canonical":
            self.found += [
                value for name, value in attrs if name in {"href", "src"} and value is not None
            ]
            self.found += [
                value
                for name, value in attrs
                if name.startswith("data-") and re.match(r"[\w./-]+\.(js|woff2)$", value or "")
                for value in (value or "").split()
            ]


def walk(site: Path, base: str) -> list[str]:
    """Follow every link of every page, and of the page for what is missing at four depths.

    Return those that lead nowhere.
    """
    pages = {file: Links(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    places = [
        (f"{base}{file.relative_to(site).as_posix()}", links)
        for file, links in pages.items()
        if file.name != "404.html"
    ]
    places += [
        (f"{base}{lost}", pages[site / "404.html"])
        for lost in ("x", "x/y.html", "dimensions/x.html", "a/b/c/d")
    ]
    broken = []
    for place, links in places:
        for link in links.found:
            address, anchor = urldefrag(urljoin(urljoin(f"https://h{place}", links.base), link))
            parts = urlsplit(address)
            if parts.scheme in {"http", "https"} and parts.netloc == "h":
                status, found = answer(site, base, parts.path)
                target = pages.get(found) if isinstance(found, Path) else None
                if status != 200 or (target and unquote(anchor) not in target.anchors):
                    broken.append(f"{place} -> {link}")
    return broken


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small comparison with everything."""
    content = tmp_path_factory.mktemp("cups") / "content"
    browser_site.write(content)
    return content


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the reference for a page under a path."""
    return built(None, tmp_path_factory.mktemp("book") / "site", "/sub/path/")


def built(content: Path | None, output: Path, base: str) -> Path:
    options = ["--content", str(content)] if content else []
    assert (
        cli.main(
            [
                "build",
                "-q",
                *options,
                "--output",
                str(output),
                "--base-url",
                f"https://you.github.io{base}",
            ]
        )
        == 0
    )
    return output


@pytest.mark.parametrize(
    ("path", "status", "file"),
    [
        ("/sub/path/", 200, "index.html"),
        ("/sub/path", 404, "404.html"),
        ("/sub/path/matrix", 200, "matrix.html"),
        ("/sub/path/matrix.html", 200, "matrix.html"),
        ("/sub/path/Matrix.html", 404, "404.html"),
        ("/sub/path/matrix.html/", 404, "404.html"),
        ("/sub/path/myths", 301, "/sub/path/myths/"),
        ("/sub/path/myths/", 200, "myths/index.html"),
        ("/sub/path/dimensions/", 404, "404.html"),
        ("/sub/path/dimensions/speed", 200, "dimensions/speed.html"),
        ("/sub/path/.nojekyll", 404, "404.html"),
        ("/other/", 404, "404.html"),
    ],
)
def test_the_host_of_these_tests_answers_as_github_pages_does(
    town: Town, path: str, status: int, file: str
) -> None:
    assert town.run("build", "-q") == 0
    found = answer(town.output, "/sub/path/", path)
    assert found == (status, file if status == 301 else town.output / file)


def test_every_link_of_the_reference_leads_somewhere(reference: Path) -> None:
    assert walk(reference, "/sub/path/") == []


def test_a_browser_has_nothing_to_complain_of_on_pages_of_the_reference(
    browser: Browser, reference: Path
) -> None:
    kinds = [
        max((reference / kind).glob("*.html"), key=lambda path: path.stat().st_size)
        for kind in ("dimensions", "questions")
    ]
    few = [
        "index.html",
        "matrix.html",
        "search.html",
        "terms.html",
        *(path.relative_to(reference).as_posix() for path in kinds),
    ]
    assert followed(browser, reference, "/sub/path/", few) >= set(few)


@pytest.mark.parametrize("base", PATHS)
def test_every_link_of_a_small_comparison_leads_somewhere(
    cups: Path, tmp_path: Path, base: str
) -> None:
    assert walk(built(cups, tmp_path / "site", base), base) == []


def test_a_link_that_leads_nowhere_is_found(town: Town) -> None:
    town.run("build", "-q", "--base-url", "https://you.github.io/sub/path/")
    place = town.output / "matrix.html"
    place.write_text(
        place.read_text()
        .replace("dimensions/speed.html", "dimensions/speeed.html", 1)
        .replace("#top", "#topp", 1)
    )
    assert "/sub/path/matrix.html -> dimensions/speeed.html" in walk(town.output, "/sub/path/")


@pytest.mark.parametrize("base", PATHS)
def test_a_browser_follows_every_link(
    browser: Browser, cups: Path, tmp_path: Path, base: str
) -> None:
    site = built(cups, tmp_path / "site", base)
    pages = set(test_browser._pages(site)) - {"404.html"}
    assert followed(browser, site, base) >= pages


def followed(browser: Browser, site: Path, base: str, only: Sequence[str] = ()) -> set[str]:
    """Start at the first page, open every page that is linked, and return their paths; whatever goes wrong fails.

    With `only`, those pages alone are opened.
    """
    complaints: list[str] = []
    with served(site, base) as root:
        page = browser.new_page()
        page.on(
            "response",
            lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None,
        )
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type in {"error", "warning"} else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        waiting = [root + path for path in only] or [root]
        seen = set(waiting)
        while waiting:
            page.goto(waiting.pop())
            hrefs: list[str] = page.eval_on_selector_all(
                "a[href]", "links => links.map(link => link.href)"
            )
            new = {urldefrag(href)[0] for href in hrefs if href.startswith(root)} - seen
            waiting += (
                []
                if only
                else sorted(address for address in new if address.endswith((".html", "/")))
            )
            seen |= new
        page.close()
    assert complaints == []
    return {address.removeprefix(root) for address in seen}


@pytest.mark.parametrize("base", PATHS)
@pytest.mark.parametrize("lost", ["x", "dimensions/brewin.html", "a/b/c/"])
def test_what_is_missing_leads_home_from_any_depth(
    browser: Browser, cups: Path, tmp_path: Path, base: str, lost: str
) -> None:
    site = built(cups, tmp_path / "site", base)
    with served(site, base) as root:
        page = browser.new_page()
        response = page.goto(root + lost)
        assert response
        assert response.status == 404
        page.get_by_role("main").get_by_role("link", name="Home").click()
        page.wait_for_url(root + "index.html")
        page.go_back()
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour != "rgba(0, 0, 0, 0)"
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_role("searchbox").fill("milk")
        page.locator("dialog").get_by_role("link").first.click()
        page.wait_for_url(re.compile(re.escape(root) + "[a-z]+/"))
        page.close()


@pytest.mark.parametrize("given", ["https://you.github.io/sub", "https://you.github.io/sub/"])
def test_an_address_may_or_may_not_end_with_a_slash(town: Town, given: str) -> None:
    """The action `configure-pages` gives it without."""
    assert town.run("build", "-q", "--base-url", given) == 0
    assert '<link rel="canonical" href="https://you.github.io/sub/matrix.html">' in town.page(
        "matrix.html"
    )
    assert '<base href="/sub/">' in town.page("404.html")
    assert "<loc>https://you.github.io/sub/matrix.html</loc>" in town.page("sitemap.xml")


def test_the_commands_of_the_publishing_page_make_a_site_below_a_host(tmp_path: Path) -> None:
    """Step 3 and the last lines of docs/publishing.md in a clone, with the example as its content."""
    text = (ROOT / "docs/publishing.md").read_text()
    clone = tmp_path / "clone"
    for name in ("sidebyside", "templates"):
        shutil.copytree(ROOT / name, clone / name)
    shutil.copytree(ROOT / "examples/saving", clone / "content")
    shutil.copy(ROOT / "build.py", clone)
    shown = re.findall(r"^ *python (build\.py .*)$", text, re.MULTILINE)
    assert len(shown) == 3
    for line in shown:
        words = line.replace("/tmp/www", str(tmp_path / "www")).split()
        done = subprocess.run(
            [sys.executable, *words], cwd=clone, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (clone / "output/index.html").is_file()
    assert '<base href="/books/">' in (tmp_path / "www/books/404.html").read_text()
    assert walk(tmp_path / "www/books", "/books/") == []
