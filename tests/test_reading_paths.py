"""Reading paths on the first page: where they stand, and what is wrong with them."""

import re

import pytest

from tests.conftest import ROOT, Town

PATHS = """\
paths:
  - title: New to the harbour
    minutes: 12
    links: ["[[guide:tram-to-train]]", "[[speed]], the first table"]
tagline:"""


def test_paths_stand_below_the_table_of_the_first_page(town: Town) -> None:
    town.edit("site.yaml", "tagline:", PATHS)
    assert town.run("build", "-q") == 0
    home = town.page("index.html")
    before, _, paths = home.partition('id="reading_paths"')
    assert 'id="glance_title"' in before
    section = paths.partition("</section></div>")[0] or paths
    assert re.search(r"New to the harbour <span[^>]*>12 min</span>", section)
    links = re.findall(r'<li><a href="([^"]+)"', section)
    assert links[:2] == ["guides/tram-to-train.html", "dimensions/speed.html"]
    assert "</a>, the first table</li>" in section


def test_a_site_without_paths_has_no_room_for_them(town: Town) -> None:
    assert town.run("build", "-q") == 0
    assert "reading_paths" not in town.page("index.html")


def test_a_link_to_a_draft_is_plain_text(town: Town) -> None:
    town.edit("site.yaml", "tagline:", PATHS)
    town.edit("guides/tram-to-train.md", "order: 10", "order: 10\ndraft: true")
    assert town.run("build", "-q") == 0
    assert "guides/tram-to-train.html" not in town.page("index.html")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("[[speed]]", "[[sped]]", "broken-link", "site.yaml:5"),
        ("[[speed]]", "[[speed#nope]]", "broken-anchor", "site.yaml:5"),
        ("[[speed]]", "<b>x</b>", "raw-html", "site.yaml:5"),
        ("minutes: 12", "minutes: 0", "bad-value", "site.yaml:4"),
        ("minutes: 12", "minute: 12", "unknown-key", "site.yaml:4"),
        ("    minutes: 12\n", "", "missing-key", "site.yaml:3"),
        (
            '["[[guide:tram-to-train]]", "[[speed]], the first table"]',
            "[]",
            "bad-value",
            "site.yaml:5",
        ),
    ],
)
def test_a_mistake_in_a_path_is_reported_with_its_place(
    town: Town, capsys: pytest.CaptureFixture[str], old: str, new: str, code: str, place: str
) -> None:
    town.edit("site.yaml", "tagline:", PATHS)
    town.edit("site.yaml", old, new)
    assert town.run("check") == 1
    said = capsys.readouterr().err
    assert f"{place}" in said
    assert f"error[{code}]" in said


def test_every_role_has_a_path_of_at_most_seven_links() -> None:
    text = (ROOT / "content/site.yaml").read_text()
    paths = re.findall(r"- title: (.+)\n    minutes: \d+\n    links: (\[.+\])\n", text)
    assert len(paths) == 6
    assert [title for title, links in paths if not 4 <= links.count("[[") <= 7] == []
