"""What a browser remembers, seen from several tabs, on touch screens and with reduced motion."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.test_browser import PATIENCE, browser, site

__all__ = ["browser", "site"]


@pytest.fixture
def tabs(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def _open(context: BrowserContext, site: Path, path: str) -> Page:
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{path}")
    return page


def test_a_theme_chosen_in_one_tab_is_taken_over_by_the_others(
    tabs: BrowserContext, site: Path
) -> None:
    first, second = _open(tabs, site, "about.html"), _open(tabs, site, "index.html")
    second.locator("button.theme").click()
    expect(first.locator("html")).to_have_attribute("data-theme", "light")
    expect(first.locator("button.theme")).to_have_attribute("aria-label", "Theme: light")


def test_marks_of_two_tabs_do_not_overwrite_each_other(tabs: BrowserContext, site: Path) -> None:
    first = _open(tabs, site, "questions/index.html?subject=tea&level=advanced")
    second = _open(tabs, site, "questions/index.html?subject=coffee&level=core")
    for page in (first, second):
        page.get_by_role("button", name="Practise these").click()
        page.keyboard.press("Space")
        page.keyboard.press("y")
        page.keyboard.press("Escape")
    expect(first.locator("#question_count")).to_contain_text("2 known")
    expect(second.locator("#question_count")).to_contain_text("2 known")


def test_fields_are_large_enough_that_touch_screens_do_not_zoom(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    sizes = {}
    fields = "[...document.querySelectorAll('main :is(input, select)')]"
    for path in ("matrix.html", "questions/index.html", "search.html"):
        page.goto(f"{site.as_uri()}/{path}")
        sizes[path] = page.evaluate(
            f"Math.min(...{fields}.map(field => parseFloat(getComputedStyle(field).fontSize)))"
        )
    assert [path for path, size in sizes.items() if size < 16] == []
    context.close()


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_bars_move_only_where_motion_is_welcome(
    browser: Browser, site: Path, motion: str, moves: bool
) -> None:
    context = browser.new_context(
        reduced_motion="reduce" if motion == "reduce" else "no-preference"
    )
    page = _open(context, site, "choose.html")
    duration = page.evaluate(
        "getComputedStyle(document.querySelector('.sums .bar')).transitionDuration"
    )
    assert (duration != "0s") is moves
    context.close()
