"""The index of error messages: each stands in what a program printed, and can be found."""

import json

import pytest

from tests.conftest import Town

ERRORS = """\
- slug: late
  message: The train is late
  subject: train
  proof: speed/count
  prints: 21
  cause: Leaves on the *line*.
  cure: Wait, see [[price]].
  others: {tram: It waits at a light.}
  also: [delayed]
"""


@pytest.fixture
def printed(town: Town) -> Town:
    """The town with a record of what its trains printed."""
    town.put("errors.yaml", ERRORS)
    return town


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("subject: train", "subject: trian", "unknown-subject", "there is no subject 'trian'"),
        ("speed/count", "speed/cuont", "missing-sample", "has no sample 'cuont'"),
        ("speed/count", "count", "missing-sample", "does not name its dimension"),
        ("tram: It", "trem: It", "unknown-subject", "there is no subject 'trem'"),
        ("[[price]]", "[[prize]]", "broken-link", "there is no dimension 'prize'"),
        ("  cure: Wait, see [[price]].\n", "", "missing-key", "cure"),
        ("slug: late", "slug: Late", "bad-slug", "lower-case"),
    ],
)
def test_mistakes_are_told_at_their_place(
    printed: Town,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    code: str,
    message: str,
) -> None:
    printed.put("errors.yaml", ERRORS.replace(old, new))
    assert printed.run("check", "-q") == 1
    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert "content/errors.yaml:" in said
    assert message in said


def test_two_messages_with_a_name_are_an_error(
    printed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    printed.put("errors.yaml", ERRORS + ERRORS)
    assert printed.run("check", "-q") == 1
    assert "errors.yaml:10:9: error[duplicate-slug]" in capsys.readouterr().err


def test_a_message_has_a_place_on_the_page_in_search_and_in_the_json(printed: Town) -> None:
    assert printed.run("build", "-q") == 0
    page = printed.page("errors.html")
    row = page[page.index('<tr id="late"') :].partition("</tr>")[0]
    assert "<code>The train is late</code>" in row
    assert "Leaves on the <em>line</em>." in row
    assert 'href="dimensions/price.html"' in row
    assert "<b>Tram:</b> It waits at a light." in row
    assert "The train is late" in printed.page("search-index.js")
    entry = json.loads(printed.page("api/v1/errors/late.json"))
    assert entry["subject"] == "train"
    assert entry["others"]["tram"]["text"] == "It waits at a light."
    assert "The train is late" in printed.page("errors.md")


def test_a_message_that_no_line_shows_is_an_error(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the program has a record; one that never ran is a warning of its own."""
    from tests import browser_site

    browser_site.write(town.folder / "cups")
    path = town.folder / "cups/errors.yaml"
    path.write_text(path.read_text().replace("tea 3 minutes", "tea 4 minutes"))
    from sidebyside import cli

    assert cli.main(["check", "-q", "--content", str(town.folder / "cups")]) == 1
    said = capsys.readouterr().err
    assert "error[not-shown]" in said
    assert "the nearest line is: tea 3 minutes" in said
