"""docs/facts.md: every place that it names is there."""

import hashlib
import json
import re

import pytest

from sidebyside.model.entries import SampleRef
from sidebyside.site import footnotes
from tests.conftest import ROOT
from tests.test_content import site

FACTS = (ROOT / "docs/facts.md").read_text(encoding="utf-8")
CLAIMS, _, SYSTEMS = FACTS.partition("## Systems that are run")


def table(text: str) -> list[list[str]]:
    """Return the rows of tables, without their heads."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row for row in lines if row[-1] not in {"where", "run by"}]


ROWS = table(CLAIMS)


def test_every_category_has_facts() -> None:
    assert len(ROWS) > 100
    assert all(len(row) in {3, 4} and all(row) for row in ROWS)


@pytest.mark.parametrize("place", sorted({place for row in ROWS for place in row[-1].split(", ")}))
def test_a_place_is_there(place: str) -> None:
    page, _, row = place.partition("#")
    slug, _, sample = page.partition("/")
    found = next((dimension for dimension in site().dimensions if dimension.slug == slug), None)
    assert found is not None
    assert not sample or SampleRef(slug, sample) in footnotes.samples_of(site())
    assert not row or row in {one.id for one in found.rows}


# What the column "found" takes from an output: status codes, names of exceptions, SQLite's words, and
# lines in quotation marks.
QUOTED = re.compile(
    r"\b[1-5]\d\d\b(?! kB)|\b[A-Z]\w*(?:Error|Match)\b|\bInvalidTask\b|\bNOT NULL\b|\"[^\"]+\""
)
FOUND = {
    (quoted.strip('"'), row[3])
    for row in ROWS
    if len(row) == 4
    for quoted in QUOTED.findall(row[2])
}


def recorded_outputs(places: str) -> list[str]:
    """Return what the programs of places printed, as far as the evidence has that very output."""
    ledger = json.loads((ROOT / "content/evidence.json").read_text("utf-8"))
    recorded = {
        run["output"] for program in ledger["programs"].values() for run in program["runs"].values()
    }
    found = []
    for place in places.split(", "):
        dimension, _, name = place.partition("#")[0].partition("/")
        for ref, sample in footnotes.samples_of(site()).items():
            if ref.dimension == dimension and name in {"", ref.sample}:
                texts = [text for program in sample.programs for _, text in program.outputs]
                found += [text for text in texts if text]
    known = [text for text in found if hashlib.sha256(text.encode()).hexdigest() in recorded]
    assert len(known) == len(found) > 0
    return known


def test_facts_quote_outputs() -> None:
    assert len(FOUND) > 20


@pytest.mark.parametrize(("quoted", "places"), sorted(FOUND))
def test_what_is_quoted_was_printed(quoted: str, places: str) -> None:
    assert any(quoted in text for text in recorded_outputs(places))


@pytest.mark.parametrize(("system", "word", "samples"), table(SYSTEMS), ids=lambda text: text[:20])
def test_a_system_is_run_by_the_samples_that_are_named(
    system: str, word: str, samples: str
) -> None:
    for name in samples.split(", "):
        sample = footnotes.samples_of(site())[SampleRef(*name.split("/"))]
        texts = [file.text for program in sample.programs for file in program.files]
        assert any(word in text.lower() for text in texts), (system, name)
        assert all(program.state == "verified" for program in sample.programs)


def test_no_claim_stands_twice() -> None:
    claims = [re.sub(r"\W+", " ", row[0]).casefold() for row in ROWS]
    assert len(claims) == len(set(claims))


def test_the_releases_of_the_extension_map_are_those_that_ran() -> None:
    ledger = json.loads((ROOT / "content/evidence.json").read_text())
    ran = {
        (name.lower(), version)
        for program in ledger["programs"].values()
        for run in program["runs"].values()
        for name, version in run["packages"].items()
    }
    guide = (ROOT / "content/guides/extension-map.md").read_text()
    table = guide.partition("## From Flask\n")[2].partition("## From Django")[0]
    rows = re.findall(r"^\| ([\w-]+) \| ([\d.]+)", table, re.MULTILINE)
    assert len(rows) >= 20
    assert {(name.lower(), version) for name, version in rows} <= ran
    prose = re.findall(r"([A-Za-z][\w-]+) (\d+(?:\.\d+)+)", guide)
    names = {name for name, _ in ran}
    assert {(n.lower(), v) for n, v in prose if n.lower() in names} <= ran
