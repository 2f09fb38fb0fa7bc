"""Sites in other languages than English: direction, styles, and addresses."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sidebyside.exports.sitemap import encoded_address
from sidebyside.model.entries import Config
from tests import many_subjects, test_browser
from tests.conftest import ROOT, Town, aside

browser = test_browser.browser

DIRECTIONS = {
    "ar": "rtl",
    "ar-EG": "rtl",
    "he": "rtl",
    "fa": "rtl",
    "ur-PK": "rtl",
    "uz-Arab": "rtl",
    "ks-Deva": "ltr",
    "en": "ltr",
    "de": "ltr",
    "ja": "ltr",
    "pa-Arab-PK": "rtl",
}


@pytest.mark.parametrize("language", DIRECTIONS)
def test_the_direction_of_a_language(language: str) -> None:
    assert (
        Config("T", "https://a.example/", (), (), language=language).direction
        == DIRECTIONS[language]
    )


def test_an_arabic_site_is_set_from_right_to_left(town: Town) -> None:
    town.edit("site.yaml", "title:", "language: ar\ntitle:")
    assert town.run("build") == 0
    pages = [path for path in town.output.rglob("*.html") if path.name != "redirect.html"]
    assert len(pages) > 10
    for path in pages:
        assert '<html lang="ar" dir="rtl"' in path.read_text(), path.name
    assert "languages." in town.page("index.html")


def test_an_english_site_is_as_it_was(town: Town) -> None:
    assert town.run("build") == 0
    assert "dir=" not in town.page("index.html")
    assert "languages." not in town.page("index.html")


STYLES = sorted(
    [
        *(ROOT / "templates" / "static").glob("*.css"),
        ROOT / "templates" / "subjects.css",
        ROOT / "templates" / "404.css",
    ]
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)\b|(?:left|right)\s*:|float:\s*(?:left|right)|text-align:\s*(?:left|right))"
)
SIDES = re.compile(
    r"(?<![\w-])(?:margin|padding|inset):\s*((?:[^\s;{}()]+|\((?:[^()]|\([^()]*\))*\))+(?:\s+(?:[^\s;{}()]|\((?:[^()]|\([^()]*\))*\))+){3})\s*[;}]"
)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_name_no_side_of_the_screen(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if '[dir="rtl"]' not in line]
    assert [line for line in lines if PHYSICAL.search(line)] == []
    uneven = [
        found[0]
        for line in lines
        for found in SIDES.finditer(line)
        if len(set(found[1].split()[1::2])) > 1 and "(" not in found[1]
    ]
    assert uneven == []


ADDRESSES = {
    "https://a.example/b.html": "https://a.example/b.html",
    "https://例え.example/比較/x.html": "https://xn--r8jz45g.example/%E6%AF%94%E8%BC%83/x.html",
    "https://a.example/%E6%AF%94/é": "https://a.example/%E6%AF%94/%C3%A9",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_the_sitemap_has_addresses_of_ascii(url: str) -> None:
    assert encoded_address(url) == ADDRESSES[url]


WORDS = {
    "ar": "يعيد الإطار توجيه الطلب إلى العنوان الذي ينتهي بشرطة مائلة",
    "ja": "フレームワークは末尾のスラッシュがないリクエストを正しいアドレスへ転送し、その結果を記録します。",
    "de": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
}


@pytest.mark.parametrize("language", WORDS)
def test_a_page_is_not_wider_than_a_phone(tmp_path: Path, browser: Browser, language: str) -> None:
    content = tmp_path / "content"
    many_subjects.write_comparison(content, 3)
    site = content / "site.yaml"
    site.write_text(f"language: {language}\n" + site.read_text(encoding="utf-8"), encoding="utf-8")
    for path in content.rglob("index.md"):
        text = (
            path.read_text(encoding="utf-8")
            .replace("They differ.", WORDS[language])
            .replace("A sentence of some words", WORDS[language])
        )
        path.write_text(text.replace("title: Part", f"title: {WORDS[language]}"), encoding="utf-8")
    town = Town.__new__(Town)
    town.content, town.output, town.remembers = content, tmp_path / "site", False
    assert aside(lambda: town.run("build", "-q")) == 0
    page = browser.new_page()
    for name in ("index.html", "matrix.html", "dimensions/part-0.html", "terms.html"):
        page.goto((town.output / name).as_uri())
        for width in (320, 390, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        if language == "ar":
            first, last = (
                page.locator(".parallel thead th").nth(n).bounding_box() for n in (0, -1)
            )
            assert first
            assert last
            assert first["x"] > last["x"], "the first column is on the right"
    page.close()
