"""`diff BASE`.

Which rows changed since a revision and which lines now show them, as Markdown that a workflow can
post.
"""

import subprocess
from datetime import date

import pytest

from sidebyside.build import changes
from sidebyside.content import loader
from sidebyside.content.source import Folder
from sidebyside.model.entries import Site
from sidebyside.site import linker
from tests.conftest import Town

INDEX = "dimensions/speed/index.md"


def git(town: Town, *words: str) -> None:
    settings = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@town.example",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run(
        ["git", *settings, "-C", str(town.folder), *words], check=True, capture_output=True
    )


@pytest.fixture
def committed(town: Town) -> Town:
    git(town, "init", "-q", "-b", "main")
    git(town, "add", "content")
    git(town, "commit", "-qm", "First")
    return town


def test_changed_added_and_removed_rows_are_printed(
    committed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    committed.edit(INDEX, "tram: Corners", "tram: Street | corners @harbour <b>")
    committed.edit(INDEX, "aspect: Comfort", "aspect: Seats and straps")
    committed.edit("questions/which-first.md", "The train.", "The tram.")
    committed.put("pages/imprint.md", "---\ntitle: Imprint\n---\nHere.\n")
    assert committed.run("diff", "main") == 1  # the tag is an error
    capsys.readouterr()
    committed.edit(INDEX, " <b>", "")
    assert committed.run("diff", "main") == 0
    said = capsys.readouterr().out
    assert "1 row changed, 1 row added, 1 row removed." in said
    assert "### Speed (`speed`)" in said
    assert "| Tram | Corners | Street \\| corners &#64;harbour |" in said
    assert "| Train | Stations | as before |" in said
    assert "**Seats and straps** (added)" in said
    assert "**Comfort** (removed)" in said
    assert "- `question:which-first` changed" in said
    assert "- `page:imprint` added" in said
    assert "Price" not in said


def test_a_row_that_stands_on_nothing_is_not_as_before(
    committed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "  - aspect: Smell\n    train: Oil\n    tram: Dust\n    ferry: Salt\nsamples:"
    committed.edit(INDEX, "samples:", row)
    assert committed.run("diff", "main") == 0
    said = capsys.readouterr().out
    assert "**Smell** (added)" in said
    assert "| Train |  | Oil |" in said
    assert "stands on" not in said
    assert "as before" not in said


def test_without_a_change_it_says_so(committed: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert committed.run("diff", "HEAD") == 0
    assert capsys.readouterr().out == "## What changes for readers\n\nNo row changes.\n"


WRONG = {
    "nothing": "git knows no revision 'nothing'",
    "--output=x": "git knows no revision '--output=x'",
}


@pytest.mark.parametrize("base", WRONG)
def test_a_revision_that_is_none_is_told(
    committed: Town, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert committed.run("diff", "--", base) == 2
    assert WRONG[base] in capsys.readouterr().err


def test_errors_of_the_revision_are_told(
    committed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    committed.edit(INDEX, "title: Speed", "titel: Speed")
    git(committed, "commit", "-qam", "Broken")
    committed.edit(INDEX, "titel: Speed", "title: Speed")
    assert committed.run("diff", "HEAD") == 2
    assert f"the content at HEAD has errors: content/{INDEX}:2: " in capsys.readouterr().err


def test_a_folder_outside_of_git_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert town.run("diff", "main") == 2
    assert "git knows no revision 'main'" in capsys.readouterr().err


def loaded(town: Town) -> Site:
    made, problems = linker.link_site(
        loader.load_content(Folder(town.content, "content")), "content", date(2026, 1, 1)
    )
    assert made, problems
    return made


def test_a_long_report_ends_with_a_whole_part_and_says_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = loaded(town)
    for aspect in ("Top speed", "Where it stops", "Comfort"):
        town.edit(INDEX, f"aspect: {aspect}", f"aspect: {aspect} today")
    monkeypatch.setattr(changes, "MAX_REPORT", 500)
    text = changes.changes_as_markdown(before, loaded(town))
    assert text.endswith("The rest is left out: the report is longer than a comment can be.\n")
    assert len(text) < 600


def test_a_line_with_backticks_stays_code() -> None:
    assert changes._code("a") == "`a`"
    assert changes._code("a `b` c") == "`` a `b` c ``"
