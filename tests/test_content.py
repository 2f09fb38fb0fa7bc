"""The reference itself.

What docs/writing.md asks of every entry, and what every proof has to be.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from sidebyside.content import loader
from sidebyside.content.house import words_of
from sidebyside.content.markdown import render_inline
from sidebyside.content.source import Folder
from sidebyside.model.entries import (
    Basis,
    Cell,
    Dimension,
    HouseRules,
    Prose,
    Ref,
    Row,
    SampleRef,
    Site,
    Witness,
)
from sidebyside.site import footnotes, linker
from sidebyside.site.index import SiteIndex
from tests.conftest import ROOT

BANNED = (
    "battle-tested", "blazing", "boilerplate-free", "cutting-edge", "easily", "effortless", "elegant",
    "game-changer", "in conclusion", "it's worth noting", "leverage", "obviously", "out of the box", "powerful", "robust",
    "seamless", "simply", "under the hood", "very", "when it comes to",
)  # fmt: skip
FIRST = (
    "routing", "request-object", "hooks-middleware", "modular-apps", "template-engine", "orm-models", "forms", "admin",
    "sessions", "authentication", "testing", "footprint",
)  # fmt: skip


@cache
def site() -> Site:
    found, problems = linker.link_site(
        loader.load_content(Folder(ROOT / "content", "content")), "content", date(2026, 11, 21)
    )
    assert found is not None, [p.message for p in problems if p.is_error]
    return found


@cache
def samples() -> dict[SampleRef, object]:
    return dict(footnotes.samples_of(site()))


def dimensions() -> list[Dimension]:
    return list(site().dimensions)


def plain(prose: Prose) -> str:
    """Return the running text of some prose: no code, no tables, one space between sentences."""
    html = re.sub(
        r"<pre.*?</pre>|<figcaption.*?</figcaption>|<table.*?</table>|<h\d.*?</h\d>",
        "\n",
        prose.html,
        flags=re.DOTALL,
    )
    html = re.sub(r"<code>.*?</code>", "code", html, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", re.sub(r"</(p|li|dd|dt)>", "\n", html)).replace("&amp;", "&")


def entries() -> list[tuple[str, list[Prose]]]:
    made = site()
    found = [(f"dimensions/{d.slug}", list(d.proses())) for d in made.dimensions]
    found += [(f"questions/{q.slug}", [q.short, q.long]) for q in made.questions]
    found += [(f"myths/{m.slug}", [m.body]) for m in made.myths]
    found += [(f"guides/{g.slug}", [g.body]) for g in made.guides]
    return found + [(f"subjects/{p.key}", list(p.proses())) for p in made.profiles]


def test_the_reference_is_whole() -> None:
    made = site()
    assert len(made.dimensions) >= 60
    assert len(made.questions) >= 120
    assert len(made.myths) >= 60
    assert len(made.terms) >= 60
    assert 10 <= len(made.choices) <= 15
    assert len(made.guides) >= 3
    assert len(made.profiles) == 2
    assert len({q.level for q in made.questions}) == 3
    site_index = SiteIndex(made)
    assert all(chapter.questions for chapter in site_index.chapters)


def test_every_dimension_has_the_parts_that_a_reader_expects() -> None:
    wrong = []
    for d in dimensions():
        parts = {
            "choose": len(d.choose) == 2,
            "headings": len(d.body.headings) >= 2,
        }
        wrong += [f"{d.slug}: {part}" for part, good in parts.items() if not good]
    assert wrong == []


def test_every_dimension_keeps_the_house_rules_of_the_site() -> None:
    _, problems = linker.link_site(
        loader.load_content(Folder(ROOT / "content", "content")), "content", date(2026, 11, 21)
    )
    assert site().config.house != HouseRules()
    assert [
        f"{p.place.path}:{p.place.line}: {p.message}" for p in problems if p.code == "house-rule"
    ] == []


def test_every_statement_stands_on_something_and_most_on_a_program() -> None:
    rows = [row for d in dimensions() for row in d.rows]
    assert [row.id for row in rows if not row.basis.kind] == []
    for d in dimensions():
        proved = sum(row.basis.kind == "proof" for row in d.rows)
        if d.slug in FIRST:
            assert proved / len(d.rows) >= 0.8, d.slug
    assert sum(row.basis.kind == "proof" for row in rows) / len(rows) >= 0.8


def proved_rows() -> list[tuple[str, Row]]:
    return [(d.slug, row) for d in dimensions() for row in d.rows if row.basis.proofs]


def test_every_proof_is_a_program_that_ran_and_printed_something() -> None:
    every = footnotes.samples_of(site())
    wrong = []
    for slug, row in proved_rows():
        for ref in row.basis.proofs:
            for program in every[ref].programs:
                if not any(run.output.strip() for run in program.runs):
                    wrong.append(f"{slug}#{row.id}: {program.path}")
    assert wrong == []


ABSOLUTE = re.compile(r"\b(?:all|always|any|every|never|none|nothing|only)\b", re.IGNORECASE)


def unshown(dimensions: list[Dimension], keys: tuple[str, ...]) -> list[str]:
    """Return the cells that speak of all or none, cite a program and quote no line of what it prints."""
    found = []
    for dimension in dimensions:
        for row in dimension.rows:
            shown = {witness.subject for witness in row.shows}
            for key, cell in zip(keys, row.cells, strict=True):
                speaks = cell.none or ABSOLUTE.search(" ".join(words_of(cell.prose)))
                if speaks and row.basis.proofs and not row.basis.measurements and key not in shown:
                    found.append(f"{dimension.slug}#{row.id}: {key}")
    return found


def test_a_cell_that_speaks_of_all_or_none_quotes_the_line_that_shows_it() -> None:
    assert unshown(dimensions(), site().config.keys) == []


@pytest.mark.parametrize(
    ("text", "shows", "found"),
    [
        ("Only in a form", (), ["d#r: a"]),
        ("It is always there", (Witness("b", "x"),), ["d#r: a"]),
        ("Every request", (Witness("a", "x"),), []),
        ("A small allowance", (), []),
        ("`only()` defers the others", (), []),
    ],
)
def test_words_of_all_or_none_are_found(
    text: str, shows: tuple[Witness, ...], found: list[str]
) -> None:
    cells = (Cell(render_inline(text).prose), Cell(render_inline("Another").prose))
    row = Row("r", "One", cells, Basis((SampleRef("d", "s"),)), shows=shows)
    dimension = Dimension("d", "d.md", "D", "c", "s", cells, (row,))
    assert unshown([dimension], ("a", "b")) == found


def test_every_myth_has_a_proof_or_a_source() -> None:
    assert [m.slug for m in site().myths if m.basis.kind not in {"proof", "source"}] == []


def test_no_banned_word_stands_anywhere() -> None:
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, BANNED))})\b", re.IGNORECASE)
    found = [
        f"{name}: {m[0]}"
        for name, proses in entries()
        for prose in proses
        for m in pattern.finditer(plain(prose))
    ]
    found += [f"{d.slug}: {m[0]}" for d in dimensions() for m in pattern.finditer(d.summary)]
    assert found == []


def test_sentences_are_short() -> None:
    long = []
    for name, proses in entries():
        for prose in proses:
            for sentence in re.split(r"(?<=[.!?:;])\s+|\n", plain(prose)):
                if len(sentence.split()) > 36:
                    long.append(f"{name}: {sentence.strip()[:90]}")
    assert long == []


def labels() -> Iterator[tuple[str, str]]:
    """Yield what readers scan.

    Titles, aspects, headings, glance cells, chooser and phrasebook, with where each stands.
    """
    made = site()
    for d in made.dimensions:
        yield d.slug, d.title
        yield from ((f"{d.slug}, glance", cell.prose.text) for cell in d.glance)
        yield from ((f"{d.slug}#{row.id}", row.aspect) for row in d.rows)
        yield from ((f"{d.slug}/{sample.id}", sample.title) for sample in d.samples)
    yield from (
        (f"category {c.slug}", text)
        for c in made.config.categories
        for text in (c.title, c.summary)
    )
    yield from ((f"question {q.slug}", q.question) for q in made.questions)
    yield from ((f"myth {m.slug}", m.claim) for m in made.myths)
    yield from ((f"guide {g.slug}", g.title) for g in made.guides)
    yield from (
        (f"measurement {m.slug}", text) for m in made.measurements for text in (m.title, m.summary)
    )
    yield from (
        (f"measurement {m.slug}", sample.title) for m in made.measurements for sample in m.samples
    )
    yield from (
        (name, heading.text)
        for name, proses in entries()
        for prose in proses
        for heading in prose.headings
    )
    for choice in made.choices:
        yield f"choice {choice.id}", choice.ask
        yield from (
            (f"choice {choice.id}", text)
            for a in choice.answers
            for text in (a.say, a.because.text)
        )
    yield from (
        (f"term {term.slug}", text)
        for term in made.terms
        for word in term.words
        for text in (word.name, word.means.text)
    )


# What the field calls otherwise: URL or path, parentheses, anonymous user, and so on; "address" is
# for e-mail, IP and MAC.
NOT_THE_TERM = re.compile(
    r"(?<!\bIP )(?<!\be-mail )(?<!\bemail )(?<!\bMAC )\baddress(?:es)?\b|\bbrackets?\b|\bstrangers?\b|\bsomebody\b|\bnobody\b"
    r"|\bcures?\b|\bleft out\b|\bpasted\b|\bnarrow place\b|\bmend(?:s|ed)?\b|\btold\b|\b(?:requests|times|calls) a second\b"
    r"|\bthat is no\b|\bthat are no\b|\bthat is not yours\b|\bwho somebody is\b|\bthe whole set\b|\btwo that\b|\bprimary copy\b"
    r"|\bfrom then on\b|\bclosing (?:a|one)\b|\bview closed\b|\bways? in\b|\bstaying in\b|\bcounting calls\b"
    r"|\bright of your own\b|\bno word for it\b|\bleans nowhere\b|\bonce it waits\b|\bways? back\b",
    re.IGNORECASE,
)


def test_labels_use_the_terms_of_the_field() -> None:
    listed = list(labels())
    assert len(listed) > 1500
    assert [f"{place}: {text}" for place, text in listed if NOT_THE_TERM.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "An address in a template",
        "E-mail and other addresses",
        "Two that wait",
        "Calls a second",
        "With brackets",
    ],
)
def test_a_label_with_another_word_is_found(text: str) -> None:
    assert NOT_THE_TERM.search(text)


@pytest.mark.parametrize(
    "text", ["Client IP address", "E-mail address", "MAC addresses", "A second query", "Retold"]
)
def test_a_label_with_the_word_of_the_field_is_not(text: str) -> None:
    assert not NOT_THE_TERM.search(text)


def test_aspects_are_short() -> None:
    assert [
        f"{d.slug}#{row.id}: {row.aspect}"
        for d in dimensions()
        for row in d.rows
        if len(row.aspect) > 60
    ] == []


def test_every_dimension_says_what_else_people_type() -> None:
    assert [d.slug for d in dimensions() if not d.also] == []


ALSO = re.compile(r"^(\s*(?:- )?)also: .*$", re.MULTILINE)


def test_the_spelling_is_checked(tmp_path: Path) -> None:
    """What people type for an entry is misspelt on purpose: `also` is not checked."""
    kept = tmp_path / "content"
    shutil.copytree(ROOT / "content", kept)
    for path in [*kept.rglob("*.md"), *kept.rglob("*.yaml")]:
        path.write_text(ALSO.sub(r"\1also: []", path.read_text()))
    folders = [
        str(kept),
        *(
            str(ROOT / name)
            for name in ("docs", "templates", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
        ),
    ]
    command = [
        sys.executable,
        "-m",
        "codespell_lib",
        "--skip",
        "*.lock.txt,*.out,*.json,*/vendor/*",
        "-L",
        "acount,cach,caf,connexion,dezember,falsk,ment,nmae,selectin",
        *folders,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def topics() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests/topics.yaml").read_text())
    return loaded


@pytest.mark.parametrize(
    "topic", sorted(topics()) if (ROOT / "tests/topics.yaml").exists() else ["none"]
)
def test_a_topic_is_covered(topic: str) -> None:
    covered = topics()[topic]
    kind, _, slug = covered["page"].partition("/")
    ref = Ref(kind.removesuffix("s"), slug)  # type: ignore[arg-type]
    assert SiteIndex(site()).resolve(ref), covered
    if "at" in covered:
        entry = next(d for d in dimensions() if d.slug == slug)
        places = (
            {row.id for row in entry.rows}
            | {s.id for s in entry.samples}
            | {h.anchor for h in entry.body.headings}
        )
        assert covered["at"] in places, covered


def test_each_side_can_reach_the_same_number_of_points_in_the_chooser() -> None:
    choices = site().choices
    reach = [
        sum(max(answer.lean[side] for answer in choice.answers) for choice in choices)
        for side in range(len(site().config.subjects))
    ]
    assert len(set(reach)) == 1
    most = [
        max(answer.lean[side] for choice in choices for answer in choice.answers)
        for side in range(len(site().config.subjects))
    ]
    assert set(most) == {3}, "the largest weight is not of one side alone"
    assert any(not any(answer.lean) for choice in choices for answer in choice.answers)
