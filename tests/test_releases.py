"""`since:` at a row: a mark in its cell, a page of what is new, and the same in data and Markdown."""

import json

import pytest

from tests.conftest import Town

SPEED = "dimensions/speed/index.md"


def mark(town: Town, text: str, path: str = SPEED) -> None:
    """Give the first row of a dimension a `since`."""
    whole = (town.content / path).read_text()
    start = whole.index("  - ", whole.index("rows:")) + 4
    if whole[start] == "{":
        town.put(path, f"{whole[: start + 1]}since: {text}, {whole[start + 1 :]}")
    else:
        town.put(path, f"{whole[:start]}since: {text}\n    {whole[start:]}")


def test_a_release_is_marked_in_the_cell_and_collected_on_a_page(town: Town) -> None:
    mark(town, "{tram: '3.10', train: '2'}")
    assert town.run("build", "-q") == 0
    page = town.page("dimensions/speed.html")
    assert '<a class="since" href="../releases.html#tram-3.10">since 3.10</a>' in page
    assert "(since 3.10)" in town.page("dimensions/speed.md")
    row = json.loads(town.page("api/v1/dimensions/speed.json"))["rows"][0]
    assert row["since"] == {"tram": "3.10", "train": "2"}
    collected = town.page("releases.html")
    assert collected.index('id="train-2"') < collected.index('id="tram-3.10"')
    assert f'href="dimensions/speed.html#{row["id"]}"' in collected
    assert "New by release" in town.page("index.html")
    assert "New by release" in town.page("search.html")


def test_the_newest_release_of_a_subject_stands_first(town: Town) -> None:
    mark(town, "{tram: '3.9'}")
    (other,) = (town.content / "dimensions").glob("*.md")
    mark(town, "{tram: '3.10'}", f"dimensions/{other.name}")
    assert town.run("build", "-q") == 0
    page = town.page("releases.html")
    assert page.index('id="tram-3.10"') < page.index('id="tram-3.9"')


def test_a_site_whose_rows_name_no_release_has_no_such_page(town: Town) -> None:
    assert town.run("build", "-q") == 0
    assert not (town.output / "releases.html").exists()
    assert "releases.html" not in town.page("index.html")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{tram: soon}", "'soon' is not a release such as '6.0'"),
        ("{bus: '1.0'}", "'bus'"),
        ("'6.0'", "'since' must be a mapping"),
        ("{tram: '1.0; DROP'}", "is not a release"),
        ("{tram: ['1']}", "'tram' must be"),
    ],
)
def test_what_is_no_release_is_told_with_its_place(
    town: Town, capsys: pytest.CaptureFixture[str], given: str, said: str
) -> None:
    mark(town, given)
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert said in told
    assert f"{SPEED}:" in told
