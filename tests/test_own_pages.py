"""A page about the site, its logo and its favicon.

Where they are shown, where they are not, and what is wrong with them.
"""

import re
from collections.abc import Callable

import pytest

from tests.conftest import Edit, Town

IMPRINT = """\
---
title: Imprint
order: 20
---
The harbour office, 1 Quay Street. See [[speed]].

## Contact

By post.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


def test_a_page_is_in_every_footer_and_in_nothing_of_the_comparison(town: Town) -> None:
    town.put("pages/imprint.md", IMPRINT)
    town.put("pages/licence.md", "---\ntitle: Licence\norder: 10\n---\nFree.\n")
    town.edit("guides/tram-to-train.md", "It is near", "See [[page:imprint]]. It is near")
    assert town.run("build", "-q", "--book") == 0
    page = town.page("pages/imprint.html")
    assert "<h1>Imprint</h1>" in page
    assert 'id="contact"' in page
    assert 'href="../dimensions/speed.html"' in page
    assert (
        '<a href="../pages/imprint.html">Imprint</a>'
        in town.page("guides/tram-to-train.html").partition("<footer")[0]
    )
    for path in ("index.html", "dimensions/speed.html", "about.html"):
        footer = town.page(path).rpartition('<footer class="site_footer">')[2]
        assert re.findall(r"pages/(\w+)\.html", footer) == ["licence", "imprint"]
    files = town.tree()
    assert "/pages/imprint.html" in files["sitemap.xml"].decode()
    assert "harbour office" in files["pages/imprint.md"].decode()
    for path in ("search-index.js", "questions.csv", "matrix.csv", "all.html"):
        assert "harbour office" not in files[path].decode(), path
    assert not [
        path
        for path in files
        if path.startswith("api/") and ("imprint" in path or b"harbour office" in files[path])
    ]
    assert "Imprint" not in town.page("search.html").partition("<main")[2].partition("</main>")[0]


def test_an_old_slug_of_a_page_leads_to_it(town: Town) -> None:
    town.put("pages/imprint.md", IMPRINT.replace("order: 20", "aliases: [impressum]"))
    assert town.run("build", "-q") == 0
    assert "imprint.html" in town.page("pages/impressum.html")


def put(path: str, text: str | bytes) -> Edit:
    return lambda town: town.put(path, text)


def named(key: str, name: str, data: str | bytes) -> Callable[[Town], object]:
    def change(town: Town) -> None:
        town.edit("site.yaml", "tagline:", f"{key}: {name}\ntagline:")
        town.put(name, data)

    return change


def two_pages(town: Town) -> None:
    town.put("pages/imprint.md", IMPRINT)
    town.put("pages/about-us.md", IMPRINT.replace("order: 20", "aliases: [imprint]"))


MISTAKES: dict[str, tuple[Callable[[Town], object], str]] = {
    "a slug that is taken": (two_pages, "content/pages/about-us.md:3:11: error[duplicate-slug]"),
    "a slug with capitals": (
        put("pages/Imprint.md", IMPRINT),
        "content/pages/Imprint.md:1:1: error[bad-slug]",
    ),
    "a key that pages do not have": (
        put("pages/imprint.md", IMPRINT.replace("order", "ordr")),
        "content/pages/imprint.md:3:1: error[unknown-key]: a page has no key 'ordr'",
    ),
    "a link to no page": (
        put("guides/tram-to-train.md", "---\ntitle: A\n---\n[[page:imprnt]]\n"),
        "content/guides/tram-to-train.md:4:1: error[broken-link]",
    ),
    "HTML": (
        put("pages/imprint.md", IMPRINT + "<b>x</b>\n"),
        "content/pages/imprint.md:10:1: error[raw-html]",
    ),
    "a logo that is not there": (
        lambda town: town.edit("site.yaml", "tagline:", "logo: lgo.svg\ntagline:"),
        "content/site.yaml:2:7: error[unreadable]: there is no file 'lgo.svg'",
    ),
    "a logo elsewhere": (
        lambda town: town.edit("site.yaml", "tagline:", "logo: ../logo.svg\ntagline:"),
        "content/site.yaml:2:7: error[bad-value]: '../logo.svg' is not the name",
    ),
    "a logo with a script": (
        named("logo", "logo.svg", SVG.replace("<path", "<script>alert(1)</script><path")),
        "content/logo.svg:1:1: error[bad-value]: an SVG file must not contain <script>",
    ),
    "a logo with a handler": (
        named("logo", "logo.svg", SVG.replace("<path", '<path onload="alert(1)"')),
        "an SVG file must not contain the attribute 'onload'",
    ),
    "a logo that loads something": (
        named(
            "logo",
            "logo.svg",
            SVG.replace("<path", '<image href="https://evil.example/x.png"/><path'),
        ),
        "an SVG file must not load or link to anything outside of itself",
    ),
    "a logo with entities": (
        named("logo", "logo.svg", '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG),
        "an SVG file must not have a document type",
    ),
    "a logo that is cut off": (named("logo", "logo.svg", SVG[:60]), "this is not an SVG file"),
    "a favicon that is none": (
        named("favicon", "icon.png", SVG),
        "content/icon.png:1:1: error[bad-value]: this is not a PNG",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_has_its_place(town: Town, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    change, said = MISTAKES[name]
    change(town)
    assert town.run("build", "-q") == 1
    told = capfd.readouterr().err
    assert said in told
    assert told.count("error[") == 1
    assert not town.output.exists()


def test_logo_and_favicon_stand_on_every_page(town: Town) -> None:
    named("logo", "logo.svg", SVG)(town)
    named("favicon", "icon.png", PNG)(town)
    assert town.run("build", "-q") == 0
    for path, root in (("index.html", ""), ("dimensions/speed.html", "../")):
        page = town.page(path)
        logo = re.search(
            rf'<img class="logo" src="{root}(assets/site/logo\.\w+\.svg)" alt="">', page
        )
        icon = re.search(rf'<link rel="icon" href="{root}(assets/site/icon\.\w+\.png)">', page)
        assert logo
        assert icon
        assert (town.output / logo[1]).read_text() == SVG
        assert (town.output / icon[1]).read_bytes() == PNG
        assert page.count('rel="icon"') == 1


def test_a_picture_that_nothing_names_is_told(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.put("logo.svg", SVG)
    assert town.run("check", "-q") == 0
    assert (
        "content/logo.svg:1:1: warning[unused-file]: nothing names this picture"
        in capfd.readouterr().err
    )
