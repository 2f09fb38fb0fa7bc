"""Comparisons of two to twenty subjects in a real browser.

Nothing overflows, tables stay tables, a few can be picked out.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sidebyside import cli
from tests import many_subjects, test_browser

browser = test_browser.browser

PAGES = (
    "index.html",
    "matrix.html",
    "dimensions/part-0.html",
    "choose.html",
    "terms.html",
    "cheatsheet.html",
    "evidence.html",
    "categories/leaves.html",
)
NUMBERS, WIDTHS = (2, 3, 5, 10, 20), (320, 390, 768, 1440, 1920)
TABLES = ("index.html", "matrix.html", "dimensions/part-0.html")
DIMENSION = "dimensions/part-0.html"

# What is wider than the window, except within a box that scrolls by itself.
WIDE = """() => [...document.querySelectorAll('body *')].filter(element => {
  const place = element.getBoundingClientRect();
  return place.right > innerWidth + 1 && place.width > 1 && !element.closest('.table_box, pre, .prose table')
    && getComputedStyle(element).position !== 'absolute';
}).map(element => element.tagName + '.' + element.className).slice(0, 5)"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Build a comparison of each number of subjects."""
    found = {}
    for number in NUMBERS:
        folder = tmp_path_factory.mktemp(f"many{number}")
        many_subjects.write_comparison(folder / "content", number)
        assert (
            cli.main(
                [
                    "build",
                    "-q",
                    "--content",
                    str(folder / "content"),
                    "--output",
                    str(folder / "site"),
                ]
            )
            == 0
        )
        found[number] = folder / "site"
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_no_page_is_wider_than_its_window(
    sites: dict[int, Path], browser: Browser, number: int
) -> None:
    page = browser.new_page()
    faults = []
    for path in PAGES:
        page.goto((sites[number] / path).as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append((path, width, page.evaluate(WIDE)))
    page.close()
    assert faults == []


@pytest.mark.parametrize("number", [5, 10, 20])
def test_many_subjects_stay_a_table_whose_row_heads_stay_in_sight(
    sites: dict[int, Path],
    browser: Browser,
    number: int,
) -> None:
    page = browser.new_page()
    for path in TABLES:
        page.goto((sites[number] / path).as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            cells = page.locator(".boxed tbody td")
            assert cells.first.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
            assert (
                cells.evaluate_all("cells => Math.min(...cells.map(cell => cell.clientWidth))")
                >= 140
            )
            page.evaluate("document.querySelector('.table_box').scrollLeft = 100000")
            head, box = (
                page.locator(".boxed tbody th[scope=row]").first.bounding_box(),
                page.locator(".table_box").bounding_box(),
            )
            assert head
            assert box
            assert abs(head["x"] - box["x"]) < 2
            assert head["width"] < 0.5 * box["width"]
    page.close()


@pytest.mark.parametrize("number", [5, 20])
def test_the_answers_of_the_chooser_have_room(
    sites: dict[int, Path], browser: Browser, number: int
) -> None:
    page = browser.new_page()
    page.goto((sites[number] / "choose.html").as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert (
            page.locator(".say").evaluate_all(
                "says => Math.min(...says.map(say => say.clientWidth || say.getBoundingClientRect().width))"
            )
            > 60
        )
        assert (
            page.locator(".chooser label").evaluate_all(
                "all => Math.max(...all.map(one => one.scrollWidth - one.clientWidth))"
            )
            <= 1
        )
    page.close()


def _columns(page: object) -> list[str]:
    shown = (
        "heads => heads.filter(head => head.offsetParent !== null).map(head => head.dataset.side)"
    )
    heads: list[str] = page.locator(".boxed thead th[data-side]").evaluate_all(shown)  # type: ignore[attr-defined]
    return heads


@pytest.mark.parametrize("scripts", [True, False])
def test_two_of_ten_are_set_beside_each_other(
    sites: dict[int, Path], browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((sites[10] / DIMENSION).as_uri())
    page.locator(".picker summary").click()
    for n in range(10):
        if n not in (2, 7):
            page.locator(f"#pick_s{n}").uncheck()
    assert _columns(page) == ["s2", "s7"]
    assert page.locator(".program_panel:visible").count() == 2
    if scripts:
        assert "subjects=s2%2Cs7" in page.url
        page.goto((sites[10] / "matrix.html").as_uri())
        assert _columns(page) == ["s2", "s7"]
        page.goto((sites[10] / "matrix.html").as_uri() + "?subjects=s1")
        assert _columns(page) == ["s1"]
        page.locator(".picker summary").click()
        page.locator("#pick_s1").click()
        assert _columns(page) == ["s1"]
        page.get_by_role("button", name="Show all").click()
        assert len(_columns(page)) == 10
        assert "subjects" not in page.url
    context.close()


def test_an_unknown_subject_in_the_address_hides_nothing(
    sites: dict[int, Path], browser: Browser
) -> None:
    page = browser.new_page()
    page.goto((sites[5] / DIMENSION).as_uri() + "?subjects=nope")
    assert len(_columns(page)) == 5
    page.close()
