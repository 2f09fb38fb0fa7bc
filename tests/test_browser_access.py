"""What people with zoom, keyboards, screen readers and colours of their own meet, in a real browser.

The trees in tests/trees/ are what a browser tells a screen reader of six kinds of page. A test
compares them. After a change that is meant, `UPDATE_TREES=1 pytest tests/test_browser_access.py -k
tree` writes them anew; review the difference like code.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.test_browser import BREWING, PATIENCE, _kinds, _pages, browser, reference, site

__all__ = ["browser", "reference", "site"]
TREES = Path(__file__).resolve().parent / "trees"
Open = Callable[..., Page]
Landmark = Literal[
    "banner", "navigation", "main", "complementary", "contentinfo", "region", "search", "form"
]
FOCUS = """() => {
  const box = document.activeElement.getBoundingClientRect();
  if (document.activeElement === document.body || !box.width) return "";
  const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
  const seen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return hit && (document.activeElement.contains(hit) || hit.contains(document.activeElement)) && !hit.matches("thead *");
  });
  return seen ? "" : document.activeElement.outerHTML.slice(0, 120);
}"""


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def visit(path: str, width: int = 1280, height: int = 800, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()


def test_no_page_at_all_scrolls_sideways_at_320_pixels(browser: Browser, reference: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    wide: dict[str, int] = {}
    for path in _pages(reference):
        page.goto(f"{reference.as_uri()}/{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        wide |= {path: width} if width > 320 else {}
    context.close()
    assert wide == {}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", [BREWING, "terms.html", "choose.html?time=1"])
def test_the_focus_is_never_hidden_behind_what_sticks(visit: Open, path: str, width: int) -> None:
    page = visit(path, width, 500, reduced_motion="reduce")
    hidden = []
    page.locator("footer a").last.focus()
    for key in ["Shift+Tab"] * 70 + ["Tab"] * 70:
        page.keyboard.press(key)
        hidden += [found] if (found := page.evaluate(FOCUS)) else []
    assert hidden == []


def test_letters_act_only_on_the_card_in_focus_and_can_be_switched_off(visit: Open) -> None:
    page = visit("questions/index.html")
    page.get_by_role("button", name="Practise these").click()
    page.keyboard.press("s")
    expect(page.locator(".desk_count")).to_contain_text("2 of 3")
    page.locator(".search_link").focus()
    page.keyboard.press("s")
    expect(page.locator(".desk_count")).to_contain_text("2 of 3")
    page.keyboard.press("/")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator(".desk_card h2").focus()
    page.keyboard.press("s")
    expect(page.locator(".desk_count")).to_contain_text("2 of 3")
    shortcuts = page.locator("[aria-keyshortcuts]").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-keyshortcuts'))"
    )
    assert shortcuts == ["Space", "s", "Escape"]


@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 256)])
def test_menu_and_search_can_be_used_at_four_times_the_size(
    visit: Open, width: int, height: int
) -> None:
    page = visit("index.html", width, height)
    page.get_by_role("button", name="Menu").click()
    last = page.locator(".sections a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    page.locator(".tools .search_link").click()
    page.get_by_role("searchbox").fill("tea")
    found = page.locator(".found a").last
    found.scroll_into_view_if_needed()
    expect(found).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport(ratio=1)


def test_a_placeholder_is_as_dark_as_quiet_text(visit: Open) -> None:
    page = visit("search.html", color_scheme="dark")
    field = page.get_by_role("searchbox")
    of_field = field.evaluate("field => getComputedStyle(field, '::placeholder').color")
    assert of_field == page.locator(".search_status").evaluate(
        "text => getComputedStyle(text).color"
    )


def test_practice_puts_the_focus_on_the_answer_so_that_it_is_read(visit: Open) -> None:
    page = visit("questions/index.html")
    page.get_by_role("button", name="Practise these").click()
    page.keyboard.press("Space")
    answer = page.get_by_role("group", name="Answer")
    expect(answer).to_be_focused()
    expect(answer).to_have_accessible_description(
        page.locator("#desk_words").inner_text().replace("\n", " ")
    )
    page.keyboard.press("y")
    expect(page.locator(".desk_count")).to_contain_text("2 of 3")


def test_forced_colours_keep_labels_choices_and_verdicts_apart(visit: Open) -> None:
    page = visit("measurements.html", forced_colors="active")
    fill, stroke = page.locator(".plot .what").first.evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
    )
    assert fill != stroke
    page = visit("myths/index.html", forced_colors="active")
    chosen, other = (
        page.locator(".sides label")
        .nth(n)
        .evaluate("label => getComputedStyle(label).backgroundColor")
        for n in (0, 1)
    )
    assert chosen != other
    shapes = """e => {
        const s = getComputedStyle(e, '::before');
        return s.backgroundImage + s.backgroundColor + s.borderRadius;
    }"""
    looks = {
        name: page.locator(f".myth .verdict_{name}").first.evaluate(shapes)
        for name in ("false", "misleading")
    }
    assert "gradient" in looks["misleading"]
    assert "gradient" not in looks["false"]


def test_names_say_what_they_act_on(visit: Open) -> None:
    page = visit(BREWING)
    for what, number in (("a.pin", 37), ("button.copy", 11), (".whole_switch", 2)):
        names = page.locator(what).evaluate_all(
            "all => all.map(e => e.getAttribute('aria-label') || '')"
        )
        assert len(set(names)) == len(names) == number, what
        assert all(len(name.split()) > 2 for name in names)
    assert page.locator(":is(h1, h2, h3) :is(a.pin, button)").count() == 0
    expect(page.get_by_role("rowheader", name="The cup, alike", exact=True)).to_have_count(1)


def test_switches_say_how_much_they_show(visit: Open) -> None:
    page = visit(BREWING)
    page.get_by_label("Only differences").check()
    expect(page.locator("body > [role=status]")).to_have_text("34 of 35 shown")
    assert visit("dimensions/cups.html").get_by_label("Only differences").count() == 0


@pytest.mark.parametrize("width", [1280, 260])
def test_only_what_scrolls_can_be_reached(visit: Open, width: int) -> None:
    page = visit(BREWING, width)
    page.get_by_label("Whole program, Tea: Two cups after another").check()
    page.wait_for_timeout(200)
    boxes = page.locator("pre:visible").evaluate_all(
        "all => all.map(e => [e.scrollWidth > e.clientWidth + 1, e.tabIndex === 0])"
    )
    assert [scrolls for scrolls, _ in boxes] == [reached for _, reached in boxes]
    assert any(scrolls for scrolls, _ in boxes) is (width == 260)


def test_landmarks_are_few(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    roles = get_args(Landmark)
    many: dict[str, int] = {}
    for path in _kinds(site):
        page.goto(f"{site.as_uri()}/{path}")
        number = 0
        for role in roles:
            number += page.get_by_role(role).count()
        many |= {path: number} if number > 10 else {}
    context.close()
    assert many == {}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", "index.html"),
        ("dimension", "dimensions/cups.html"),
        ("matrix", "matrix.html"),
        ("question", "questions/why-milk.html"),
        ("myths", "myths/index.html"),
        ("chooser", "choose.html?time=1"),
    ],
)
def test_the_tree_that_a_screen_reader_meets_is_the_one_in_the_repository(
    visit: Open, name: str, path: str
) -> None:
    tree = visit(path).locator("body").aria_snapshot() + "\n"
    tree = re.sub(
        r"file://\S*/sub/path/", "file:///site/", tree
    )  # where the site lies on this machine
    kept = TREES / f"{name}.yaml"
    if os.environ.get("UPDATE_TREES"):
        TREES.mkdir(exist_ok=True)
        kept.write_text(tree, encoding="utf-8")
    assert tree == kept.read_text("utf-8")
