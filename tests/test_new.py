"""Skeletons: whatever the name, and in a folder with nothing but site.yaml, they pass check."""

import shutil

import pytest

from tests.conftest import SITE, Town

KINDS = ["dimension", "question", "myth"]


@pytest.fixture
def bare(town: Town) -> Town:
    """Make a content folder that holds site.yaml alone."""
    shutil.rmtree(town.content)
    town.put("site.yaml", SITE)
    return town


def test_the_first_entry_of_every_kind_passes_check_and_is_built(bare: Town) -> None:
    assert bare.run("check", "--strict") == 0
    for kind in KINDS:
        assert bare.run("new", kind, f"first-{kind}") == 0
        assert bare.run("check", "--strict") == 0
    assert bare.run("build", "--strict", "-q") == 0
    assert "First dimension" in bare.page("dimensions/first-dimension.html")
    assert "First question?" in bare.page("questions/first-question.html")
    assert "First myth." in bare.page("myths/index.html")


@pytest.mark.parametrize(
    "slug", ["a", "no", "true", "null", "2026", "1-0", "0x1f", "1e3", "x" * 60]
)
def test_a_name_that_yaml_might_take_for_something_else_passes_too(bare: Town, slug: str) -> None:
    for kind in KINDS:
        assert bare.run("new", kind, slug) == 0
    assert bare.run("check", "--strict") == 0


@pytest.mark.parametrize("text", ["", "title: [", "title: Town\n"])
def test_before_site_yaml_is_right_nothing_is_written(bare: Town, text: str) -> None:
    bare.put("site.yaml", text)
    for kind in KINDS:
        assert bare.run("new", kind, "first") == 2
    assert sorted(path.name for path in bare.content.rglob("*")) == ["site.yaml"]


def test_the_comments_of_a_skeleton_are_content_once_they_are_no_comments(bare: Town) -> None:
    assert bare.run("new", "dimension", "first") == 0
    assert bare.run("new", "dimension", "second") == 0
    place = bare.content / "dimensions/second/index.md"
    text = place.read_text()
    for commented in (
        "# order: 10",
        "# samples:",
        "#   - id: shows-it",
        "#     title: What",
        "# sources:",
        "#   - {title: An official page",
    ):
        assert commented in text
        text = text.replace(
            commented,
            commented.removeprefix("# ").replace("#   -", "  -").replace("#     t", "    t"),
        )
    place.write_text(text.replace("https://...", "https://town.example/"))
    for key in ("train", "tram", "ferry"):
        bare.put(f"dimensions/second/shows-it.{key}.py", "print('so')\n")
    assert bare.run("check") == 0


@pytest.mark.parametrize(
    ("kind", "path"),
    [("guide", "guides/by-night.md"), ("page", "pages/by-night.md"), ("term", "terms.yaml")],
)
def test_a_new_guide_page_or_term_passes_check(
    town: Town, kind: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert town.run("new", kind, "by-night") == 0
    assert capsys.readouterr().out == f"wrote content/{path}\n"
    assert town.run("build", "-q") == 0
    assert town.run("new", kind, "by-night") == 2
    said = capsys.readouterr().err
    assert "already" in said


def test_a_new_term_is_the_last_of_the_phrasebook(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (town.content / "terms.yaml").read_text()
    town.put("terms.yaml", before.rstrip("\n"))
    assert town.run("new", "term", "by-night") == 0
    assert (town.content / "terms.yaml").read_text().startswith(before + "- slug: by-night\n")
    town.put("terms.yaml", "- slug: [\n")
    assert town.run("new", "term", "later") == 2
    assert "terms.yaml has to be right first" in capsys.readouterr().err
