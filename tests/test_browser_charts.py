"""Charts in a real browser.

What they look like to eyes and ears, on a phone, in the dark and on paper.
"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.test_browser import browser, site

__all__ = ["browser", "site"]
PAGES = ("measurements.html", "dimensions/brewing.html")


def _open(
    browser: Browser, site: Path, path: str, width: int = 1280, scheme: str = "light"
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=True,
    )
    page = context.new_page()
    page.goto((site / path).as_uri())
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing_with_the_table_open(
    browser: Browser, site: Path, path: str, width: int, scheme: str
) -> None:
    page = _open(browser, site, path, width, scheme)
    page.locator(".behind summary").first.click()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways_and_no_word_is_cut(
    browser: Browser, site: Path, width: int
) -> None:
    page = _open(browser, site, "measurements.html", width)
    page.locator(".behind summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = "[...document.querySelectorAll('.plot text')].every(t => t.getBoundingClientRect().right <= innerWidth + 1)"
    assert page.evaluate(inside)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.plot .value')].map(t => t.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 11, "words keep their size, whatever the width of the chart"
    page.context.close()


def test_a_chart_says_what_it_is_and_what_it_shows(browser: Browser, site: Path) -> None:
    page = _open(browser, site, "measurements.html")
    plot = page.get_by_role("img", name="Time until the cup is full: Coffee against Tea")
    expect(plot).to_be_visible()
    assert "6 ratios: 2 above 1, 2 below 1, 2 ties." in (plot.locator("desc").text_content() or "")
    page.context.close()


def test_marks_stand_where_their_ratios_are(browser: Browser, site: Path) -> None:
    page = _open(browser, site, "measurements.html")
    one = page.locator(".plot .one").bounding_box()
    boxes = [page.locator(".plot .point").nth(n).bounding_box() for n in range(6)]
    assert one
    places = [box["x"] + box["width"] / 2 - one["x"] for box in boxes if box]
    assert min(places[:2]) > 10, "two and a half times stand right of the line of 1"
    assert max(map(abs, places[2:4])) < 10, "what is equal stands on it"
    assert max(places[4:]) < -10, "a thirtieth stands left of it"
    page.context.close()


def test_the_table_holds_every_value_and_says_ties_in_words(browser: Browser, site: Path) -> None:
    page = _open(browser, site, "measurements.html")
    table = page.locator(".behind table")
    expect(table).to_be_hidden()
    page.locator(".behind summary").click()
    expect(table).to_be_visible()
    readings = table.locator("tbody tr:has(td)")
    expect(readings).to_have_count(6)
    expect(readings.nth(2)).to_contain_text("a tie")
    expect(readings.first.locator("td").first).to_have_text("10.1 (9.90–10.2)")
    page.context.close()


def test_numbers_stand_in_columns_on_a_phone_too(browser: Browser, site: Path) -> None:
    page = _open(browser, site, "measurements.html", 320)
    page.locator(".behind summary").click()
    cells = page.locator(".behind tbody tr:has(td)").first.locator("th, td")
    boxes = [box for box in (cells.nth(n).bounding_box() for n in range(cells.count())) if box]
    assert len(boxes) == 4
    assert len({box["y"] for box in boxes}) == 1
    assert boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"] < boxes[3]["x"]
    page.context.close()


def test_colours_follow_light_and_dark(browser: Browser, site: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = _open(browser, site, "measurements.html", scheme=scheme)
        colours.append(
            page.evaluate("getComputedStyle(document.querySelector('.plot .value')).fill")
        )
        page.context.close()
    assert colours[0] != colours[1]


def test_a_chart_prints_with_its_values_where_they_were_asked_for(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    page = _open(browser, site, "measurements.html")
    for asked in (False, True):
        if asked:
            page.locator(".behind summary").click()
        page.pdf(path=tmp_path / "m.pdf", prefer_css_page_size=True)
        text = "\n".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "m.pdf").pages)
        assert "A full cup" in text
        assert ("10.1 (9.90–10.2)" in text) is asked
    page.context.close()


def test_the_ends_of_a_chart_say_whom_they_favour(browser: Browser, site: Path) -> None:
    page = _open(browser, site, "measurements.html")
    ends = page.locator(".plot .end")
    expect(ends).to_have_text(["◂ Coffee better", "Tea better ▸"])
    colours = ends.evaluate_all("ends => ends.map(end => getComputedStyle(end).fill)")
    assert len(set(colours)) == 2
    expect(page.locator(".plot .amounts").first).to_have_text("10.1 → 25.0 ")
    page.context.close()


def test_a_busy_machine_and_what_was_left_out_are_seen(browser: Browser, site: Path) -> None:
    page = _open(browser, site, "measurements.html")
    expect(page.locator(".chart .busy")).to_contain_text(
        "Measured on a busy machine. The load was 3.2"
    )
    expect(page.locator(".machine")).to_contain_text("Left out: samovars: none on this machine.")
    page.context.close()
