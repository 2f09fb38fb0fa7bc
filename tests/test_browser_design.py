"""What a page shows first, on a desk, on a phone and on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.test_browser import BREWING, PATIENCE, _pages, browser, reference, site

__all__ = ["browser", "reference", "site"]
Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    contexts = []

    def visit(path: str, width: int = 1280) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()


def test_every_topic_says_when_to_choose_which_before_its_table(
    browser: Browser, reference: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    late: dict[tuple[str, int], float] = {}
    for path in sorted((reference / "dimensions").glob("*.html")):
        if 'id="which_one"' in path.read_text("utf-8"):
            page.goto(path.as_uri())
            for width, within in ((1440, 400), (390, 900)):
                page.set_viewport_size({"width": width, "height": 900})
                top = page.evaluate(
                    "document.querySelector('#which_one').getBoundingClientRect().top + scrollY"
                )
                late |= {(path.name, width): top} if top > within else {}
    context.close()
    assert late == {}


def test_the_sides_stay_at_hand_from_the_table_to_the_last_program_on_a_phone(visit: Open) -> None:
    page = visit(BREWING, 390)
    bar = page.locator(".sticky_sides")
    for place in ("#row-20", "#in-parts .program_panel:last-child .printed"):
        page.locator(place).evaluate(
            "place => place.scrollIntoView({ block: 'center', behavior: 'instant' })"
        )
        box = bar.bounding_box()
        assert box is not None
        assert box["y"] == pytest.approx(0, abs=1)
        assert box["height"] < 50
    page.locator("footer").last.scroll_into_view_if_needed()
    expect(bar).not_to_be_in_viewport()
    page.locator("#row-20").evaluate(
        "place => place.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    page.get_by_label("Coffee", exact=True).check(force=True)
    expect(page.locator("#row-20 td").first).to_be_hidden()
    expect(page.locator("#row-20 td").last).to_be_visible()


def test_a_row_on_a_phone_is_an_entry_with_its_names_run_in(visit: Open) -> None:
    page = visit(BREWING, 390)
    row = page.locator("#row-3")
    assert row.evaluate("row => getComputedStyle(row).borderLeftWidth") == "0px"
    heights = row.locator("td").evaluate_all(
        "cells => cells.map(cell => cell.getBoundingClientRect().height)"
    )
    assert max(heights) < 32, "the name stands in the line of its text"


def test_a_claim_is_a_line_with_its_verdict_and_opens_in_place(
    browser: Browser, visit: Open, site: Path
) -> None:
    plain = browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=False
    ).new_page()
    for page in (visit("myths/index.html", 390), plain):
        page.goto(f"{site.as_uri()}/myths/index.html")
        fact = page.locator("#tea-has-no-caffeine .fact")
        expect(page.locator("#tea-has-no-caffeine .verdict")).to_be_visible()
        expect(fact).to_be_hidden()
        page.locator("#tea-has-no-caffeine summary").click()
        expect(fact).to_be_visible()
        page.get_by_label("Open all").check()
        expect(page.locator("#beans-are-beans .fact")).to_be_visible()
        page.goto(f"{site.as_uri()}/terms.html")
        page.goto(f"{site.as_uri()}/myths/index.html#beans-are-beans")
        expect(page.locator("#beans-are-beans .fact")).to_be_visible()
        expect(fact).to_be_hidden()
    plain.context.close()


def test_a_term_opens_on_its_meaning_on_a_phone_and_stands_open_on_a_desk(visit: Open) -> None:
    for width, folded in ((1280, False), (390, True)):
        page = visit("terms.html", width)
        term = page.locator("tr.term").first
        meaning = term.locator(".means").first
        expect(term.locator(".word").first).to_be_visible()
        expect(meaning).to_be_visible(visible=not folded)
        if folded:
            term.get_by_role("checkbox").check(force=True)
            expect(meaning).to_be_visible()
            term.get_by_role("checkbox").uncheck(force=True)
            expect(meaning).to_be_hidden()
            page.get_by_label("Words").fill((meaning.text_content() or "").strip().split()[-1])
            expect(meaning).to_be_visible()


def test_the_navigation_says_where_a_page_belongs_and_crumbs_lead_home(
    visit: Open, site: Path
) -> None:
    expected = {
        BREWING: "true",
        "matrix.html": "page",
        "questions/which-first.html": "true",
        "terms.html": "page",
    }
    for path, value in expected.items():
        current = visit(path).locator(".sections [aria-current]")
        expect(current).to_have_count(1)
        expect(current).to_have_attribute("aria-current", value)
    without = [
        path
        for path in _pages(site)
        if 'aria-label="You are here"' not in (site / path).read_text("utf-8")
    ]
    assert without == ["index.html"]


def test_home_says_what_each_side_is_for_and_leads_to_the_chooser(visit: Open) -> None:
    page = visit("index.html")
    expect(page.get_by_role("heading", name="Take Tea for")).to_be_in_viewport()
    page.get_by_role("link", name="Help me choose").first.click()
    expect(page.locator("#chooser_form")).to_be_visible()


def _printed(page: Page, path: Path) -> list[str]:
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(path).pages]


def test_no_sheet_holds_the_foot_alone_and_no_question_is_parted_from_its_answers(
    browser: Browser, reference: Path, tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((reference / "choose.html").as_uri())
    questions = page.locator(".chooser fieldset").evaluate_all(
        "sets => sets.map(set => [set.querySelector('legend'), ...set.querySelectorAll('.say')].map(e => e.textContent))"
    )
    sheets = [" ".join(text.split()) for text in _printed(page, tmp_path / "choose.pdf")]
    parted = [
        words[0]
        for words in questions
        if not any(all(word in sheet for word in words) for sheet in sheets)
    ]
    assert parted == []
    assert len(sheets[-1].partition("Programs run")[0]) > 100
    context.close()


def test_a_chart_is_printed_below_its_heading(
    browser: Browser, reference: Path, tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((reference / "measurements.html").as_uri())
    pairs = page.locator(".measurement:has(.plot)").evaluate_all(
        "all => all.map(e => [e.querySelector('h2').textContent.trim(), e.querySelector('.plot .what').textContent])"
    )
    sheets = [" ".join(text.split()) for text in _printed(page, tmp_path / "measurements.pdf")]
    assert pairs
    assert [
        title
        for title, what in pairs
        if not any(title in sheet and what in sheet for sheet in sheets)
    ] == []
    context.close()
