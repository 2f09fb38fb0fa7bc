"""What pages hold, without a browser.

Addresses, ids, policies, the words of the apparatus, colours.
"""

import base64
import hashlib
import json
import math
import posixpath
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidebyside import cli
from sidebyside.content import highlight
from sidebyside.exports import search_index
from sidebyside.model import urls
from sidebyside.model.entries import Program, Run, Runtime, Subject
from sidebyside.render.templating import code_spans, join_words, strip_backticks
from sidebyside.site import footnotes
from tests import browser_site
from tests.conftest import ROOT, Town

MINIMAL = {
    "site.yaml": (
        "title: Two\nurl: https://two.example/\nsubjects:\n  - {key: a, name: A}\n  - {key: b, name: B}\n"
        "categories:\n  - {slug: c, title: C}\n"
    ),
    "dimensions/d.md": (
        "---\ntitle: D\ncategory: c\nsummary: S.\nglance: {a: x, b: y}\n"
        "rows:\n  - {aspect: Aspect, a: x, b: y, judgement: true}\n---\n"
    ),
}


class Seen(HTMLParser):
    """The ids, links, inline scripts and styles, and style attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styled: list[str] = []
        self.inline: list[tuple[str, str]] = []
        self.policy = ""
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given and tag != "base"]
        self.styled += (
            [tag] if "style" in given or any(name.startswith("on") for name in given) else []
        )
        self._open = tag if tag in {"script", "style"} and "src" not in given else ""
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline.append((self._open, data))
            self._open = ""


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site with everything that a page can hold."""
    folder = tmp_path_factory.mktemp("cups")
    browser_site.write(folder / "content")
    assert (
        cli.main(
            ["build", "-q", "--content", str(folder / "content"), "--output", str(folder / "site")]
        )
        == 0
    )
    return folder / "site"


def _pages(site: Path) -> dict[str, Seen]:
    return {
        path.relative_to(site).as_posix(): Seen(path.read_text()) for path in site.rglob("*.html")
    }


def test_every_link_inside_the_site_names_a_file_and_a_place_that_are_there(cups: Path) -> None:
    pages = _pages(cups)
    broken = []
    for path, seen in pages.items():
        base = cups if path == "404.html" else (cups / path).parent
        for link in seen.links:
            file, anchor = urldefrag(link)
            if re.match(r"\w+:", file):
                continue
            target = (base / unquote(file)).resolve() if file else cups / path
            found = target.is_file() and target.is_relative_to(cups)
            place = target.relative_to(cups).as_posix() if found else ""
            if not found or (anchor and anchor not in pages[place].ids):
                broken.append((path, link))
    assert broken == []


def test_ids_are_given_once_and_those_of_pages_cannot_meet_those_of_entries(cups: Path) -> None:
    slug = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    entries = set(
        re.findall(r"slug: ([a-z-]+)|id: ([a-z0-9-]+)", " ".join(browser_site.FILES.values()))
    )
    theirs = {name for pair in entries for name in pair} | {
        Path(path).stem for path in browser_site.FILES
    }
    theirs |= {"how-long-it-takes", "why-it-takes-so-long", "fill-it", "empty-it"}
    for path, seen in _pages(cups).items():
        assert len(seen.ids) == len(set(seen.ids)), path
        assert [name for name in seen.ids if slug.fullmatch(name) and name not in theirs] == [], (
            path
        )


def test_rows_and_samples_are_places_of_their_page(cups: Path) -> None:
    text = (cups / "dimensions/brewing.html").read_text()
    assert '<tr id="water">' in text
    assert '<tr id="cup" class="same">' in text
    assert '<section class="sample" id="two-cups"' in text
    assert re.search(r"<caption>.*</caption>", text)
    assert text.partition('class="behind"')[0].count('scope="row"') == 35


def test_nothing_is_inline_but_what_the_policy_names_by_its_hash(cups: Path) -> None:
    for path, seen in _pages(cups).items():
        assert seen.styled == [], path
        assert "unsafe" not in seen.policy, path
        assert seen.policy.startswith("default-src 'none'"), path
        for kind, text in seen.inline:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in re.findall(rf"{kind}-src ([^;]*)", seen.policy)[0], path


def test_nothing_is_loaded_from_another_host(cups: Path) -> None:
    for path in cups.rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|img|iframe|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="(\w+:[^"]*)"',
            path.read_text(),
        )
        assert loaded == [], path
    for path in cups.rglob("*.css"):
        assert re.findall(r"url\((?!\"?[.\w/-]+\"?\))", path.read_text()) == []


def test_linked_data_says_what_pages_are(cups: Path) -> None:
    def kinds(path: str) -> list[str]:
        text = (cups / path).read_text()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
        assert found
        return [item["@type"] for item in json.loads(found[1])["@graph"]]

    assert kinds("index.html") == ["WebSite"]
    assert kinds("dimensions/brewing.html") == ["TechArticle", "BreadcrumbList"]
    assert kinds("questions/which-first.html") == ["QAPage", "BreadcrumbList"]
    assert kinds("questions/index.html") == ["FAQPage", "BreadcrumbList"]


def test_a_head_has_what_others_read_of_a_page(cups: Path) -> None:
    text = (cups / "dimensions/cups.html").read_text()
    for part in (
        "<title>Cups · Tea vs Coffee</title>",
        '<meta name="description" content="Both are served in cups.">',
        '<link rel="canonical" href="https://cups.example/sub/path/dimensions/cups.html">',
        '<meta property="og:image" content="https://cups.example/sub/path/assets/card.',
        'href="https://code.example/cups/edit/main/content/dimensions/cups.md"',
    ):
        assert part in text


def test_titles_in_backticks_are_code_in_pages_and_plain_in_heads(cups: Path) -> None:
    text = (cups / "questions/why-milk.html").read_text()
    assert "<h1>Why is milk put into <code>tea</code>?</h1>" in text
    assert "<title>Why is milk put into tea? · Tea vs Coffee</title>" in text


def test_the_page_for_lost_addresses_finds_the_root_by_itself(cups: Path) -> None:
    text = (cups / "404.html").read_text()
    assert '<base href="/sub/path/">' in text
    assert 'href="index.html"' in text


def test_a_moved_page_leads_on_in_three_ways(cups: Path) -> None:
    text = (cups / "dimensions/drawing.html").read_text()
    assert 'content="0; url=brewing.html"' in text
    assert (
        '<link rel="canonical" href="https://cups.example/sub/path/dimensions/brewing.html">'
        in text
    )
    assert '<a href="brewing.html">Brewing time</a>' in text


def test_what_a_site_has_not_is_nowhere_linked(tmp_path: Path) -> None:
    for path, text in MINIMAL.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text)
    output = tmp_path / "site"
    assert (
        cli.main(["build", "-q", "--content", str(tmp_path / "content"), "--output", str(output)])
        == 0
    )
    assert not (output / "questions").exists()
    for made in output.rglob("*.html"):
        found = re.search(
            r"questions/|myths/|terms\.html|choose\.html|evidence\.html|(?<!v1/)subjects/|guides/",
            made.read_text(),
        )
        assert found is None, made


def test_any_number_of_subjects_has_its_columns_and_its_hues(town: Town) -> None:
    assert town.run("build", "-q") == 0
    text = (town.output / "dimensions/speed.html").read_text()
    assert len(re.findall(r'<th scope="col" class="of_', text)) == 3
    styles = next((town.output / "assets").glob("subjects.*.css")).read_text()
    assert [f".of_{key} {{" in styles for key in ("train", "tram", "ferry")] == [True] * 3


def test_no_template_names_a_subject() -> None:
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in {".html", ".css", ".js", ".txt", ".svg"}:
            assert not re.search(r"\b(?:flask|django)\b", path.read_text(), re.IGNORECASE), path


def test_marks_are_numerals_letters_and_a_dagger() -> None:
    assert [footnotes._letters(n) for n in (0, 1, 25, 26, 27, 701, 702)] == [
        "a",
        "b",
        "z",
        "aa",
        "ab",
        "zz",
        "aaa",
    ]


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        (">=6.0", "from Tea 6.0"),
        ("<5", "before Tea 5"),
        (">=5.2,<6", "from Tea 5.2 and before 6"),
        ("==5.2.*", "only Tea 5.2.*"),
    ],
)
def test_ranges_of_versions_are_said_in_words(needs: str, words: str) -> None:
    assert footnotes.needs_in_words(needs, "Tea") == words


@pytest.mark.parametrize(
    ("tools", "words"),
    [
        ((), ""),
        (("nginx",), "starts nginx"),
        (("nginx", "redis-server"), "starts nginx and redis-server"),
        (("a", "b", "c"), "starts a, b and c"),
    ],
)
def test_tools_are_said_in_words(tools: tuple[str, ...], words: str) -> None:
    assert footnotes.tools_in_words(tools) == words


def test_a_command_names_every_package_that_the_program_names() -> None:
    run = Run(
        "new",
        Runtime("Python", "3.13.0"),
        (("Kettle", "2.0"), ("Milk", "0.1"), ("Tea-Leaf", "1.1")),
        "2026-01-02",
        "",
    )
    subject = Subject("tea", "Tea", packages=("Kettle", "Tea-Leaf"))

    def command(text: str) -> str:
        files = (highlight.code_file("brew.py", text), highlight.code_file("pots/small.py", ""))
        return footnotes._command(Program("tea", "brew.py", "", files, (run,), "verified"), subject)

    # What the subject brings by itself (its other packages) is left to its own requirements.
    assert (
        command("from milk import cream\n")
        == "uv run --python 3.13 --with 'Kettle==2.0,Milk==0.1' brew.py"
    )


def test_lists_read_as_sentences() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"]) == "a, b and c"


def test_titles_are_escaped_before_their_code_is_marked() -> None:
    assert code_spans("`<b>` & c") == "<code>&lt;b&gt;</code> &amp; c"
    assert strip_backticks("`<b>` & c") == "<b> & c"


def test_highlighting_changes_no_letter_of_a_program() -> None:
    for path in [*(ROOT / "sidebyside").glob("*.py"), ROOT / "pyproject.toml"]:
        file = highlight.code_file(path.name, path.read_text())
        text = unescape(re.sub(r"<[^>]*>", "", file.html))
        assert "".join(text.split()) == "".join(path.read_text().split())


def test_a_region_is_shown_first_and_begins_and_ends_with_code() -> None:
    text = "import x\n\n# region show\n\ndef f():\n    return 1\n\n# endregion\nf()\n"
    markup = highlight.code_file("a.py", text).html
    region = re.search(r'<span class="region">(.*)</span><span class="rest">', markup, re.DOTALL)
    assert region
    assert region[1].startswith('<span class="k">def')
    assert region[1].endswith("1</span>\n")


def test_the_search_index_holds_every_entry_and_no_markup(cups: Path) -> None:
    text = (cups / search_index.SEARCH_INDEX_FILE).read_text()
    entries = json.loads(text.removeprefix("sidebyside_index(").removesuffix(");\n"))
    assert {entry[0] for entry in entries} == set("bcdrsqmtgepwx")
    assert not [entry for entry in entries if "<" in json.dumps(entry)]
    assert [
        "m",
        "myths/index.html#beans-are-beans",
        "Coffee beans are beans.",
        "misleading",
        "It is otherwise.",
        [],
        "",
    ] in entries


def _luminance(lightness: float, chroma: float, hue: float) -> float:
    """Return the relative luminance of an oklch colour as WCAG 2 defines it, cut to the colours that screens have."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    root = (
        lightness + 0.3963377774 * a + 0.2158037573 * b,
        lightness - 0.1055613458 * a - 0.0638541728 * b,
        lightness - 0.0894841775 * a - 1.2914855480 * b,
    )
    long, middle, short = (value**3 for value in root)
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, value)) for value in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    high, low = sorted((_luminance(*one), _luminance(*other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _colour(text: str) -> tuple[float, float, float]:
    lightness, chroma, hue = re.findall(r"[\d.]+", text)
    return float(lightness) / 100, float(chroma), float(hue)


@pytest.mark.parametrize("theme", [0, 1])
def test_every_ink_is_readable_on_every_paper(theme: int) -> None:
    styles = (ROOT / "templates/static/site.css").read_text()
    pairs = {
        name: (one, other)
        for name, one, other in re.findall(
            r"--(\w+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)", styles
        )
    }
    papers = [_colour(pairs[name][theme]) for name in ("paper", "leaf", "lit")]
    inks = [_colour(pairs[name][theme]) for name in ("ink", "quiet", "link", "rubric")]
    inks += [
        _colour(pair[theme])
        for pair in re.findall(
            r"^\.\w+ \{ color: light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)",
            styles,
            re.MULTILINE,
        )
    ]
    of_subject = [(0.44, 0.1), (0.79, 0.095)][theme]
    inks += [(*of_subject, float(hue)) for hue in range(360)]
    worst = min(_contrast(ink, paper) for ink in inks for paper in papers)
    assert worst >= 4.5


FOLDERS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3)


@given(FOLDERS, FOLDERS)
def test_a_relative_link_is_what_the_standard_library_makes_of_it(
    target: list[str], page: list[str]
) -> None:
    file = "/".join([*target, "t.html"])
    expected = posixpath.relpath(file, "/".join(page) or ".")
    assert urls.relative(f"{file}#x", "/".join([*page, "p.html"])) == f"{expected}#x"
