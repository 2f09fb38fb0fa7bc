"""The cheat sheet on paper: read back, measured and compared."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jinja2 import TemplateNotFound
from pypdf import PdfReader

from sidebyside.content import loader
from sidebyside.content.source import Folder
from sidebyside.exports import cheatsheet_pdf
from sidebyside.model.entries import Cell, Dimension, Prose, Site, Subject
from sidebyside.render import templating
from sidebyside.render.colors import oklch_to_srgb
from sidebyside.site import footnotes, linker
from sidebyside.site.index import SiteIndex
from tests import many_subjects
from tests.conftest import ROOT, Town

POINTS = {"cheatsheet-a4.pdf": (595.3, 841.9), "cheatsheet-letter.pdf": (612.0, 792.0)}
TEMPLATES = templating.Templates(ROOT / "templates", "templates")
MARGIN = 13
"""What printers leave white at the edge of the paper, in points."""


def missing(what: str) -> None:
    """Skip a test for want of a program; where everything is meant to be installed, fail."""
    message = f"not tested: {what}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def read(content: Path) -> Site:
    site, problems = linker.link_site(
        loader.load_content(Folder(content, "content")), "content", date(2026, 11, 21)
    )
    assert site, "\n".join(
        f"{p.place.path}:{p.place.line}: {p.message}" for p in problems if p.is_error
    )
    return site


def printed(site: Site) -> dict[str, bytes]:
    files, note = cheatsheet_pdf.cheat_sheets(site, TEMPLATES)
    if note:
        missing(note)
    return files


@pytest.fixture(scope="session")
def real() -> Site:
    return read(ROOT / "content")


@pytest.fixture(scope="session")
def sheets(real: Site) -> dict[str, bytes]:
    return printed(real)


@pytest.fixture
def small(town: Town) -> Site:
    return read(town.content)


def wide(site: Site, number: int) -> Site:
    """Return a site with five subjects, so many dimensions, and a lot to say in each."""
    subjects = (
        *site.config.subjects,
        Subject("bus", "Bus", hue=30),
        Subject("bike", "Bike", hue=90),
    )
    cells = [
        Cell(Prose(f"<code>{key}_{'x' * 40}()</code>" + ", when there is time for it" * 10))
        for key in "abcde"
    ]
    config = replace(site.config, subjects=subjects)
    return repeated(
        replace(site, config=config), replace(site.dimensions[0], glance=tuple(cells)), number
    )


def repeated(site: Site, dimension: Dimension, number: int) -> Site:
    """Return a site with so many dimensions like one, and nothing else."""
    dimensions = tuple(
        replace(dimension, slug=f"same-{n}", rows=(), see_also=(), aliases=())
        for n in range(number)
    )
    return Site(site.config, dimensions)


def squeezed(text: str) -> str:
    """Return a text without spaces, because a line may end at any of them."""
    return "".join(text.split())


def text_of(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


def pieces(data: bytes) -> Iterator[tuple[str, float, tuple[float, float], tuple[float, float]]]:
    """Yield every piece of text with its size, where it begins, and the size of its page."""
    for page in PdfReader(BytesIO(data)).pages:
        found: list[tuple[str, float, tuple[float, float]]] = []

        def visit(
            text: str,
            cm: list[float],
            tm: list[float],
            _font: object,
            size: float,
            found: list[Any] = found,
        ) -> None:
            if text.strip():
                scale = abs(tm[3] * cm[3])
                found.append((text, size * scale, (cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5])))

        page.extract_text(visitor_text=visit)
        for text, size, at in found:
            yield text, size, at, (float(page.mediabox.width), float(page.mediabox.height))


TOUCH = 0.8
"""By so many points may two boxes overlap, because letters do."""

Word = tuple[float, float, float, float, str]


def words(data: bytes, folder: Path) -> Iterator[tuple[tuple[float, float], list[Word]]]:
    """Yield for each page its size and the box of each word, as poppler sees them."""
    if shutil.which("pdftotext") is None:
        missing("poppler's pdftotext is not installed")
    path = folder / "sheet.pdf"
    path.write_bytes(data)
    made = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    for page in made.split("<page ")[1:]:
        width, height = re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]
        boxes = re.findall(
            r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>',
            page,
        )
        yield (
            (float(width), float(height)),
            [(float(a), float(b), float(c), float(d), text) for a, b, c, d, text in boxes],
        )


@pytest.mark.parametrize("name", POINTS)
def test_everything_stands_on_one_sheet(real: Site, sheets: dict[str, bytes], name: str) -> None:
    reader = PdfReader(BytesIO(sheets[name]))
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            POINTS[name], abs=0.1
        )
    text = text_of(sheets[name])
    assert squeezed(real.config.title) in text
    for dimension in real.dimensions:
        assert squeezed(dimension.title.replace("`", "")) in text
        for cell in dimension.glance:
            assert squeezed(cell.prose.text) in text, dimension.slug
    for chapter in SiteIndex(real).chapters:
        assert squeezed(chapter.category.title) in text


@pytest.mark.parametrize("name", POINTS)
def test_type_is_never_too_small(sheets: dict[str, bytes], name: str) -> None:
    sizes = {round(size, 2) for _, size, _, _ in pieces(sheets[name])}
    assert min(sizes) >= 7
    assert max(sizes) < 24


@pytest.mark.parametrize("name", POINTS)
def test_nothing_is_cut_or_overlaps(sheets: dict[str, bytes], name: str, tmp_path: Path) -> None:
    for text, _, (x, y), (width, height) in pieces(sheets[name]):
        assert MARGIN < x < width - MARGIN, text
        assert MARGIN < y < height - MARGIN, text
    for (width, height), boxes in words(sheets[name], tmp_path):
        assert len(boxes) > 300
        for left, top, right, bottom, text in boxes:
            assert left >= MARGIN, text
            assert top >= MARGIN, text
            assert right <= width - MARGIN, text
            assert bottom <= height - MARGIN, text
        assert not list(overlaps(boxes))


def overlaps(boxes: list[Word]) -> Iterator[tuple[str, str]]:
    """Yield words that lie on each other; a box has room for accents, so its middle is compared."""
    middles = sorted(
        (top + (bottom - top) / 3, bottom - (bottom - top) / 3, left, right, text)
        for left, top, right, bottom, text in boxes
    )
    for number, (_, bottom, left, right, text) in enumerate(middles):
        for top, _, other_left, other_right, other in middles[number + 1 :]:
            if top >= bottom:
                break
            if min(right, other_right) - max(left, other_left) > TOUCH:
                yield text, other


@pytest.mark.parametrize("name", POINTS)
def test_a_screen_reader_can_read_it(real: Site, sheets: dict[str, bytes], name: str) -> None:
    reader = PdfReader(BytesIO(sheets[name]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == real.config.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"http://www.aiim.org/pdfua/ns/id/" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == f"{real.config.title}: cheat sheet"
    kinds = set(roles(root["/StructTreeRoot"]))
    assert {"/H1", "/Table", "/TR", "/TH", "/TD", "/Link"} <= kinds
    outline = [str(entry["/Title"]) for entry in reader.outline if isinstance(entry, dict)]
    assert outline == [chapter.category.title for chapter in SiteIndex(real).chapters]


def roles(element: Any) -> Iterator[str]:
    if "/S" in element:
        yield str(element["/S"])
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object()
        if hasattr(child, "get"):
            yield from roles(child)


@pytest.mark.parametrize("name", POINTS)
def test_its_links_lead_to_the_site(real: Site, sheets: dict[str, bytes], name: str) -> None:
    found = set()
    for page in PdfReader(BytesIO(sheets[name])).pages:
        for annotation in page.get("/Annots", []):
            found.add(str(annotation.get_object()["/A"]["/URI"]))
    assert all(url.startswith(real.config.url) for url in found)
    assert {
        f"{real.config.url}dimensions/{dimension.slug}.html" for dimension in real.dimensions
    } <= found


@pytest.mark.parametrize("name", POINTS)
def test_the_fonts_are_ours(sheets: dict[str, bytes], name: str) -> None:
    fonts = set()
    for page in PdfReader(BytesIO(sheets[name])).pages:
        resources: Any = page["/Resources"]
        fonts |= {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for font in resources["/Font"].values()
        }
    assert fonts
    assert {font.partition(",")[0].split("-Semi")[0] for font in fonts} == {
        "Sheet-Book",
        "Sheet-Label",
        "Sheet-Code",
    }


def test_a_small_comparison_takes_one_side(small: Site, tmp_path: Path) -> None:
    for data in printed(small).values():
        assert len(PdfReader(BytesIO(data)).pages) == 1
        text = text_of(data)
        for words_of in (
            "Trains, trams and ferries",
            "town.example/ways",
            "120 km/h",
            "Middle",
            "Riding",
            "Money",
        ):
            assert squeezed(words_of) in text
        assert "Nothinghere" not in text
        assert squeezed("No program of this site has been verified yet.") in text
        for _, boxes in words(data, tmp_path):
            assert not list(overlaps(boxes))


def test_many_subjects_take_the_pages_they_need(small: Site, tmp_path: Path) -> None:
    site = wide(small, 16)
    for data in printed(site).values():
        reader = PdfReader(BytesIO(data))
        assert len(reader.pages) > 2
        text = text_of(data)
        assert all(text.count(f"{key}_{'x' * 40}()") == 16 for key in "abcde")
        assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
        assert min(round(size, 2) for _, size, _, _ in pieces(data)) >= 7
        for (width, height), boxes in words(data, tmp_path):
            assert all(
                box[0] >= MARGIN and box[2] <= width - MARGIN and box[3] <= height - MARGIN
                for box in boxes
            )
            assert not list(overlaps(boxes))


def test_a_category_that_goes_on_overleaf_says_so(small: Site) -> None:
    for data in printed(repeated(small, small.dimensions[0], 70)).values():
        assert len(PdfReader(BytesIO(data)).pages) == 2
        assert text_of(data).count("Riding,continued") == 1


def test_the_footer_names_what_programs_ran_on(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = footnotes.EvidenceSummary(
        first="2026-11-20",
        last="2026-11-21",
        versions=(("pip", ("25.0", "26.1")),),
        runtimes=("Python 3.11 and 3.14",),
    )
    monkeypatch.setattr(footnotes, "site_evidence", lambda *_: ground)
    said = "Programs run from 20 November 2026 to 21 November 2026 with pip 25.0 and 26.1 on Python 3.11 and 3.14."
    assert all(squeezed(said) in text_of(data) for data in printed(small).values())


def test_the_same_input_gives_the_same_bytes(
    small: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = printed(small)
    assert not [
        record
        for record in caplog.records
        if record.levelname != "INFO" and "weasyprint" in record.name
    ]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.chdir(tmp_path)
    copy = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "templates", copy)
    second, _ = cheatsheet_pdf.cheat_sheets(small, templating.Templates(copy, "elsewhere"))
    assert first == second
    assert os.environ["SOURCE_DATE_EPOCH"] == "1700000000"
    for data in first.values():
        information = PdfReader(BytesIO(data)).metadata
        assert information is not None
        assert "/CreationDate" not in information
        assert "/ModDate" not in information


def test_either_subsetter_of_fonts_gives_the_same_pages(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # HarfBuzz's is a library of the operating system, which a machine may not have; bytes may
    # differ, what is read may not.
    with_harfbuzz = printed(small)
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    with_fonttools = printed(small)
    assert with_harfbuzz.keys() == with_fonttools.keys()
    for name, data in with_harfbuzz.items():
        assert text_of(data) == text_of(with_fonttools[name])
        assert len(PdfReader(BytesIO(data)).pages) == len(
            PdfReader(BytesIO(with_fonttools[name])).pages
        )


def test_without_weasyprint_there_is_a_line_about_it(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    files, note = cheatsheet_pdf.cheat_sheets(small, TEMPLATES)
    assert files == {}
    assert note.startswith("the cheat sheet as PDF is left out: WeasyPrint does not load (")
    assert "\n" not in note


def test_without_pango_there_is_a_line_about_it(
    small: Site, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def load_it(_name: str) -> ModuleType:
        print("WeasyPrint could not import some external libraries.\nPlease read this at length.")
        raise OSError(
            "cannot load library 'libpango-1.0-0': no such file.  Additionally, nothing was found.\nAt all."
        )

    monkeypatch.setattr(cheatsheet_pdf, "import_module", load_it)
    files, note = cheatsheet_pdf.cheat_sheets(small, TEMPLATES)
    assert (files, note) == (
        {},
        "the cheat sheet as PDF is left out: WeasyPrint does not load (cannot load library 'libpango-1.0-0': no such file)",
    )
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def fetch(tmp_path: Path) -> Callable[[str], bytes]:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "font.woff2").write_bytes(b"font")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "static" / "link").symlink_to(tmp_path / "secret")
    try:
        fetcher: Any = cheatsheet_pdf._fetcher(
            templating.Templates(tmp_path.resolve(), "templates"), []
        )
    except (ImportError, OSError) as error:
        missing(str(error))

    def get(url: str) -> bytes:
        made: bytes = fetcher(url).read()
        return made

    return get


def test_only_static_files_are_read(fetch: Callable[[str], bytes], tmp_path: Path) -> None:
    root = tmp_path.resolve().as_uri()
    assert fetch(f"{root}/static/font.woff2") == b"font"
    for url in (
        f"{root}/secret",
        f"{root}/static/../secret",
        f"{root}/static/%2e%2e/secret",
        f"{root}/static/link",
        "file:///etc/passwd",
        "file://host/etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.org/x.css",
        "ftp://example.org/x",
        "data:text/plain,x",
    ):
        with pytest.raises(ValueError, match="is not a file of the templates"):
            fetch(url)


def test_a_font_that_is_missing_is_told(small: Site, tmp_path: Path) -> None:
    printed(small)
    copy = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "templates", copy)
    (copy / "static/vendor/source-code-pro-latin-400-normal.woff2").unlink()
    with pytest.raises(TemplateNotFound, match="source-code-pro"):
        cheatsheet_pdf.cheat_sheets(small, templating.Templates(copy, "elsewhere"))


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((1.0, 0.0, 0.0), "#ffffff"),
        ((0.0, 0.0, 0.0), "#000000"),
        ((0.62796, 0.25768, 29.234), "#ff0000"),
        ((0.45201, 0.31321, 264.052), "#0000ff"),
        ((0.51975, 0.17686, 142.495), "#008000"),
        ((0.44, 0.1, 230.0), "#005b79"),
    ],
)
def test_colours_are_those_of_the_site(colour: tuple[float, float, float], expected: str) -> None:
    assert oklch_to_srgb(*colour) == expected


def _boxes(data: bytes, tmp_path: Path) -> list[tuple[int, float, float, float, float, str]]:
    """Return page, edges and text of each word, as poppler reads them."""
    if not shutil.which("pdftotext"):
        missing("pdftotext is not installed (apt-get install poppler-utils)")
    (tmp_path / "sheet.pdf").write_bytes(data)
    said = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "sheet.pdf"), "-"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found, page = [], 0
    word = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    for line in said.splitlines():
        page += "<page " in line
        if box := word.search(line):
            found.append((page, *map(float, box.groups()[:4]), box[5]))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("number", [5, 8, cheatsheet_pdf.MAX_SUBJECTS])
def test_no_text_stands_over_its_neighbour(tmp_path: Path, number: int) -> None:
    many_subjects.write_comparison(tmp_path / "content", number, 12)
    for data in printed(read(tmp_path / "content")).values():
        words = _boxes(data, tmp_path)
        assert len(words) > 12 * number
        over = [
            (one[5], other[5])
            for place, one in enumerate(words)
            for other in words[place + 1 : place + 120]
            if one[0] == other[0]
            and min(one[3], other[3]) - max(one[1], other[1]) > 1
            and min(one[4], other[4]) - max(one[2], other[2]) > 4
        ]
        assert over == []


def test_a_sheet_that_cannot_hold_its_subjects_is_left_out_with_the_reason(tmp_path: Path) -> None:
    many_subjects.write_comparison(tmp_path / "content", cheatsheet_pdf.MAX_SUBJECTS + 1)
    files, note = cheatsheet_pdf.cheat_sheets(read(tmp_path / "content"), TEMPLATES)
    assert files == {}
    assert (
        note
        == "the cheat sheet as PDF is left out: a sheet holds at most 12 subjects, and here are 13"
    )


def test_characters_that_the_fonts_lack_are_named(town: Town) -> None:
    town.edit("dimensions/speed/index.md", "title: Speed", "title: 速度 Speed")
    files, note = cheatsheet_pdf.cheat_sheets(read(town.content), TEMPLATES)
    assert len(files) == 2
    assert note == (
        "the fonts of the cheat sheet as PDF lack 2 characters, for which fonts of this machine stand in: 速 度"
    )


def test_a_sheet_is_set_from_right_to_left(town: Town, tmp_path: Path) -> None:
    town.edit("site.yaml", "title:", "language: ar\ntitle:")
    for data in cheatsheet_pdf.cheat_sheets(read(town.content), TEMPLATES)[0].values():
        places = {word[5]: word[1] for word in _boxes(data, tmp_path)}
        assert places["Dimension"] > places["Train"] > places["Ferry"]
