"""Samples that not every subject has, and messages about files that make no program."""

import json
from collections.abc import Callable

import pytest

from sidebyside.content.schema import slug_fault, valid_key
from tests.conftest import Town

SAMPLE = "  - id: count\n    title: Counting to three\n"
FOLDER = "dimensions/speed"
INDEX = f"{FOLDER}/index.md"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def _none(town: Town, keys: str = "ferry") -> None:
    town.edit(INDEX, SAMPLE, SAMPLE + "".join(f"    none: {{{keys}: It *turns* at the pier}}\n"))


def _without_ferry(town: Town) -> None:
    for path in (town.content / FOLDER).glob("count.ferry.*"):
        path.unlink()
    _none(town)
    town.edit(INDEX, ", ferry: 1 ferry}", "}")
    town.edit("dimensions/price.md", ", ferry: 1 ferry}", "}")


def test_a_sample_says_why_a_subject_has_no_program(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    _without_ferry(town)
    assert town.run("build", "--book") == 0
    said = capsys.readouterr().err
    assert "missing-sample" not in said
    assert f"{INDEX}:15" not in said, "the row of the sample itself lacks no witness"
    for path in ("dimensions/speed.html", "all.html"):
        assert "It <em>turns</em> at the pier" in town.page(path)
    assert "**None.** It *turns* at the pier" in town.page("dimensions/speed.md")
    row = town.page("evidence.html").partition("Counting to three")[2].partition("</tr>")[0]
    assert row.count("<td") == 3
    assert row.rpartition("<td")[2].count("None.") == 1
    sample = json.loads(town.page("api/v1/dimensions/speed.json"))["samples"][0]
    assert sample["none"]["ferry"]["text"] == "It turns at the pier"
    assert sorted(sample["programs"]) == ["train", "tram"]


def _folder_without_main(town: Town) -> None:
    (town.content / FOLDER / "count.ferry.py").unlink()
    town.put(f"{FOLDER}/count.ferry/app.py", "print(1)\n")
    town.put(f"{FOLDER}/count.ferry/names.txt", "a\n")


FAULTS: dict[str, tuple[Callable[[Town], object], str, str]] = {
    "folder": (
        _folder_without_main,
        "missing-sample",
        "name one of its files main.py: there are app.py, names.txt",
    ),
    "two": (
        lambda town: town.put(f"{FOLDER}/count.ferry.txt", "1\n"),
        "duplicate-slug",
        "the sample 'count' has two programs for 'ferry': count.ferry.py and count.ferry.txt",
    ),
    "both": (
        lambda town: town.put(f"{FOLDER}/count.ferry/main.py", "1\n"),
        "duplicate-slug",
        "the sample 'count' has two programs for 'ferry': count.ferry.py and count.ferry",
    ),
    "picture": (
        lambda town: town.put(f"{FOLDER}/count.ferry/boat.png", PNG),
        "not-utf8",
        "this is a PNG picture, and only text is read here",
    ),
    "contradiction": (_none, "bad-value", "has a program for 'ferry' and says that it has none"),
    "nothing": (
        lambda town: _none(town, "train: a, tram: b, ferry"),
        "bad-value",
        "the sample 'count' has no program at all",
    ),
    "unknown": (lambda town: _none(town, "fery"), "unknown-subject", "there is no subject 'fery'"),
    "key": (
        lambda town: town.edit("site.yaml", "key: ferry", "key: c++"),
        "bad-slug",
        "and begin with a letter; write 'cplusplus'",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_file_that_makes_no_program_is_reported_with_the_cure(
    town: Town, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    spoil, code, words = FAULTS[case]
    spoil(town)
    assert town.run("check") == 1
    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert words in said


KEYS = {
    "c++": "cplusplus",
    "c#": "csharp",
    "node.js": "node-js",
    "1c": "x1c",
    "ASP.NET Core": "asp-net-core",
    "none": "none-subject",
    "con": "con-subject",
    "日本": "subject",
    "é": "e",
}


@pytest.mark.parametrize("text", KEYS)
def test_a_key_that_is_not_allowed_has_one_near_to_it(text: str) -> None:
    assert valid_key(text) == KEYS[text]
    assert valid_key(valid_key(text)) == valid_key(text)
    assert not slug_fault(valid_key(text))
