"""Citations: what they say, of which day, and that they can be copied."""

import re

import pytest

from sidebyside.render.citations import cite
from tests.conftest import Town

URL = "https://town.example/ways/dimensions/speed.html"


def test_a_citation_names_site_day_title_and_address() -> None:
    made = cite("Trains & trams", "Speed", "2026-03-09", URL)
    assert made.before + made.title + made.after == f"Trains & trams. (2026, March 9). Speed. {URL}"
    assert made.bibtex == (
        "@misc{trains-trams-speed,\n  author = {{Trains \\& trams}},\n  title = {{Speed}},\n"
        f"  year = {{2026}},\n  month = mar,\n  day = {{9}},\n  url = {{{URL}}},\n}}"
    )


def test_what_nothing_dates_has_no_date() -> None:
    made = cite("Ways", "Speed", "", URL)
    assert made.before == "Ways. (n.d.). "
    assert "year" not in made.bibtex


@pytest.mark.parametrize(
    ("title", "shown", "tex"),
    [
        ("Which one?", "Which one?", "Which one?"),
        ("100% of $5 & #1_a", "100% of $5 & #1_a.", r"100\% of \$5 \& \#1\_a"),
        (
            "{% tag %} ~^\\",
            "{% tag %} ~^\\.",
            r"\{\% tag \%\} \textasciitilde{}\textasciicircum{}\textbackslash{}",
        ),
        ("日本", "日本.", "日本"),
    ],
)
def test_a_title_is_written_as_each_form_wants_it(title: str, shown: str, tex: str) -> None:
    made = cite("Ways", title, "", URL)
    assert made.title == shown
    assert f"  title = {{{{{tex}}}}},\n" in made.bibtex


@pytest.mark.parametrize(
    "path",
    [
        "dimensions/speed.html",
        "questions/which-first.html",
        "guides/tram-to-train.html",
        "subjects/train.html",
        "myths/index.html",
        "terms.html",
    ],
)
def test_each_page_with_content_can_be_cited_and_copied(town: Town, path: str) -> None:
    assert town.run("build") == 0
    page = town.page(path)
    assert "(n.d.)" in page
    assert f"  url = {{https://town.example/ways/{path}}},\n}}</pre>" in page
    for name in re.findall(r'data-copies="([^"]*)"', page):
        assert page.count(f'id="{name}"') == 1
    assert page.count("data-copies") == 2


@pytest.mark.parametrize("path", ["index.html", "404.html", "search.html", "dimensions/cost.html"])
def test_other_pages_are_not_cited(town: Town, path: str) -> None:
    assert town.run("build") == 0
    assert "Cite this page" not in town.page(path)


def test_a_change_dates_the_citation(town: Town) -> None:
    town.edit("dimensions/price.md", "aliases: [cost]", "aliases: [cost]\nchanged: 2026-05-01")
    assert town.run("build") == 0
    assert "(2026, May 1)" in town.page("dimensions/price.html")
