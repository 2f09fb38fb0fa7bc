"""The whole site as one page and as an EPUB: read by an HTML parser, an XML parser and EPUBCheck."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Literal

import html5lib
import pytest
from playwright.sync_api import Browser

from sidebyside.exports.zips import zip_bytes
from sidebyside.render.colors import read_palette
from sidebyside.render.single_page import html_to_xml
from tests import test_browser
from tests.conftest import ROOT, Town
from tests.test_build import Reader

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB = "trains-trams-and-ferries.epub"
FOOTNOTES = '\nA claim.[^1] A *copyright* &copy; sign, a line  \nbreak.\n\n[^1]: Its note, with `<tags id="x">`.\n'


browser = test_browser.browser


@pytest.fixture
def whole(town: Town) -> Town:
    """A town with everything that has ids of its own.

    The same headings and footnotes in two entries.
    """
    for path in (
        "guides/tram-to-train.md",
        "dimensions/speed/index.md",
        "questions/which-first.md",
    ):
        with (town.content / path).open("a") as file:
            file.write(f"\n## Why so fast\n{FOOTNOTES}" if "speed" not in path else FOOTNOTES)
    assert town.run("build", "--book") == 0
    return town


def test_one_page_holds_everything_and_its_links_stay_inside(whole: Town) -> None:
    text = whole.page("all.html")
    reader = Reader(text)
    assert len(reader.ids) == len(set(reader.ids))
    main = re.search(r"<main.*</main>", text, re.DOTALL)
    assert main
    inside = Reader(main[0])
    own = [
        link for link in inside.links if not link.startswith(("https://town.example/stops", "http"))
    ]
    assert len(own) > 20
    assert [link for link in own if not link.startswith("#")] == []
    assert [link for link in own if link[1:] not in reader.ids] == []
    for said in (
        "The train is fast, the tram stops often", "Top speed", "It turns at the pier", "Counting to three", "You are in a",
        "A paragraph with <code>code</code>", "A single ticket", "Which would you take first?", "Because it is",
        "Ferries sink.", "They float.", "A building with clocks", "Trains came first.", "How to change.", "Its note",
    ):  # fmt: skip
        assert said in text, said


def test_one_page_is_well_formed_and_not_for_search_engines(whole: Town) -> None:
    text = whole.page("all.html")
    html5lib.HTMLParser(strict=True).parse(text)
    assert '<meta name="robots" content="noindex">' in text
    assert "all.html" not in whole.page("sitemap.xml")
    assert "all.html" not in whole.page("search-index.js")
    assert not re.search(
        r" style=| on\w+=|<script(?! src=)(?! type=\"application/ld\+json\")", text
    )


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_link_into_one_page_shows_its_entry_whose_neighbours_have_no_height_yet(
    browser: Browser, town: Town, motion: Literal["reduce", "no-preference"]
) -> None:
    question = (town.content / "questions/which-first.md").read_text()
    for number in range(60):
        words = f"\n\nThe words of number {number}." * (number % 7 * 12)
        town.put(f"questions/number-{number}.md", question + words)
    assert town.run("build", "-q", "--book") == 0
    context = browser.new_context(viewport={"width": 390, "height": 500}, reduced_motion=motion)
    page = context.new_page()
    page.goto((town.output / "all.html").as_uri() + "#question_number-40")
    for number in (40, 55, 7):
        page.evaluate(f"location.hash = 'question_number-{number}'")
        page.wait_for_timeout(300)
        place = f"document.getElementById('question_number-{number}').getBoundingClientRect()"
        assert 0 <= page.evaluate(f"{place}.top") < 200
    context.close()


def test_a_book_has_a_cover_and_contents_by_category(whole: Town) -> None:
    with zipfile.ZipFile(whole.output / EPUB) as book:
        cover = ET.fromstring(book.read("EPUB/cover.svg"))
        contents = book.read("EPUB/nav.xhtml").decode()
        style = book.read("EPUB/epub.css").decode()
    assert "Trains," in "".join(cover.itertext())
    assert re.search(r"<li><span>Riding</span>\s*<ol>\s*<li><a[^>]*question", contents)
    assert "prefers-color-scheme: dark" in style
    assert "display: none" not in style.replace("thead { display: none; }", "")


def test_headings_go_down_one_level_at_a_time(whole: Town) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", whole.page("all.html"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def parts(town: Town) -> dict[str, ET.Element]:
    """Return every file of XML in the book, read by a parser that forgives nothing."""
    with zipfile.ZipFile(town.output / EPUB) as epub:
        names = [name for name in epub.namelist() if name.endswith((".xhtml", ".opf", ".xml"))]
        return {name: ET.fromstring(epub.read(name)) for name in names}


def test_a_book_is_xml_throughout_and_every_link_leads_somewhere(whole: Town) -> None:
    found = parts(whole)
    ids = {
        name: {element.get("id") for element in root.iter() if element.get("id")}
        for name, root in found.items()
    }
    links = 0
    for name, root in found.items():
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href") or ""
            if href.startswith(("http://", "https://", "mailto:")):
                continue
            file, _, anchor = href.partition("#")
            target = f"EPUB/{file}" if file else name
            assert target in found, href
            assert not anchor or anchor in ids[target], href
            links += 1
    assert links > 25


def test_a_package_lists_what_is_in_the_book_and_nothing_else(whole: Town) -> None:
    with zipfile.ZipFile(whole.output / EPUB) as epub:
        names = epub.namelist()
        assert names[0] == "mimetype"
        assert epub.read("mimetype") == b"application/epub+zip"
        assert {info.compress_type for info in epub.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in epub.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    package = parts(whole)["EPUB/package.opf"]
    listed = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert listed == {name for name in names if name.startswith("EPUB/")} - {"EPUB/package.opf"}
    spine = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
    assert spine == [
        "title_page", "nav", "subjects", "chapter_riding", "chapter_money", "guides", "questions", "myths", "phrasebook",
    ]  # fmt: skip


def test_a_book_has_the_colours_of_code(whole: Town) -> None:
    with zipfile.ZipFile(whole.output / EPUB) as epub:
        css = epub.read("EPUB/epub.css").decode()
        assert '<span class="k">for</span>' in epub.read("EPUB/chapter_riding.xhtml").decode()
    colours = read_palette((ROOT / "templates").joinpath).light
    for name in "ksmdfb":
        assert f".{name} {{ color: {colours[name]}; }}" in css


def checker() -> list[str]:
    """Return what runs EPUBCheck, or skip where it is not installed."""
    place = Path("/usr/bin/epubcheck")
    if not shutil.which("java") or not place.exists():
        pytest.skip("EPUBCheck is not installed (Debian: apt-get install epubcheck)")
    return ["java", "-jar", str(place.resolve())]


def test_epubcheck_finds_nothing(whole: Town) -> None:
    done = subprocess.run(
        [*checker(), str(whole.output / EPUB)], capture_output=True, text=True, check=False
    )
    assert "0 fatals / 0 errors / 0 warnings / 0 infos" in done.stdout, done.stdout + done.stderr


def test_epubcheck_would_find_a_fault(whole: Town, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(whole.output / EPUB) as epub, zipfile.ZipFile(broken, "w") as copy:
        for info in epub.infolist():
            copy.writestr(
                info,
                epub.read(info).replace(b'href="chapter_money.xhtml#', b'href="nowhere.xhtml#'),
            )
    assert (
        subprocess.run([*checker(), str(broken)], capture_output=True, check=False).returncode != 0
    )


def test_a_book_and_a_page_are_the_same_in_every_process(town: Town) -> None:
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        output = town.folder / f"site{seed}"
        folders = ["--content", str(town.content), "--output", str(output), "--no-cache", "--book"]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *folders],
            check=True,
            env=environment,
            capture_output=True,
        )
        made.append(
            [
                hashlib.sha256((output / name).read_bytes()).hexdigest()
                for name in (EPUB, "all.html")
            ]
        )
    assert made[0] == made[1]


def test_without_the_option_there_is_neither_and_no_link(town: Town) -> None:
    assert town.run("build") == 0
    assert not {"all.html", EPUB} & town.tree().keys()
    assert "all.html" not in town.page("index.html")
    assert town.run("build", "--book") == 0
    assert {"all.html", EPUB} <= town.tree().keys()
    assert 'href="../all.html"' in town.page("dimensions/speed.html")
    assert f'href="../{EPUB}"' in town.page("dimensions/speed.html")


def test_a_site_of_one_dimension_is_a_book_too(town: Town) -> None:
    for path in (
        "questions/which-first.md",
        "myths/ferries-sink.md",
        "terms.yaml",
        "chooser.yaml",
        "subjects/train.md",
    ):
        (town.content / path).unlink()
    shutil.rmtree(town.content / "dimensions/speed")
    (town.content / "guides/tram-to-train.md").unlink()
    town.edit("dimensions/price.md", "    proof: speed/count\n", "    judgement: true\n")
    town.edit(
        "dimensions/price.md", "    shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}\n", ""
    )
    assert town.run("build", "--book") == 0
    spine = [item.get("idref") for item in parts(town)["EPUB/package.opf"].iter(f"{OPF}itemref")]
    assert spine == ["title_page", "nav", "chapter_money"]


def test_a_broken_template_of_the_book_is_told(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    templates = town.folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "edition/title.xhtml").write_text("<p>{{ nothing_like_it }}</p>\n")
    assert town.run("build", "--book", "--templates", str(templates)) == 1
    assert (
        "edition/title.xhtml:1:1: error[template]: 'nothing_like_it' is undefined"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("&copy; &amp; &lt;&gt;&quot; &#160; &nbsp;", "© &amp; &lt;&gt;&quot; &#160; \xa0"),
        ("&AMP; &LT;", "&amp; &lt;"),
        ("a &zzz; b", "a &amp;zzz; b"),
    ],
)
def test_names_of_characters_become_what_xml_knows(html: str, xml: str) -> None:
    assert html_to_xml(html) == xml


def test_a_zip_reads_back() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes({"b": b"1", "a/c": b"2"}))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"b": b"1", "a/c": b"2"}
