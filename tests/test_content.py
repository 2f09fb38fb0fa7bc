"""The reference itself: what docs/writing.md asks of every entry, and what every proof has to be."""

import re
import subprocess
import sys
from datetime import date
from functools import cache

import pytest
import yaml

from sidebyside.content import loader
from sidebyside.content.source import Folder
from sidebyside.model.entries import Dimension, HouseRules, Prose, Ref, Row, SampleRef, Site
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
    found, problems = linker.link_site(loader.load_content(Folder(ROOT / "content", "content")), "content", date(2026, 11, 21))
    assert found is not None, [p.message for p in problems if p.is_error]
    return found


@cache
def samples() -> dict[SampleRef, object]:
    return dict(footnotes.samples_of(site()))


def dimensions() -> list[Dimension]:
    return list(site().dimensions)


def plain(prose: Prose) -> str:
    """Return the running text of some prose: no code, no tables, one space between sentences."""
    html = re.sub(r"<pre.*?</pre>|<table.*?</table>|<h\d.*?</h\d>", "\n", prose.html, flags=re.DOTALL)
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
    _, problems = linker.link_site(loader.load_content(Folder(ROOT / "content", "content")), "content", date(2026, 11, 21))
    assert site().config.house != HouseRules()
    assert [f"{p.place.path}:{p.place.line}: {p.message}" for p in problems if p.code == "house-rule"] == []


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


def test_every_myth_has_a_proof_or_a_source() -> None:
    assert [m.slug for m in site().myths if m.basis.kind not in {"proof", "source"}] == []


def test_no_banned_word_stands_anywhere() -> None:
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, BANNED))})\b", re.IGNORECASE)
    found = [f"{name}: {m[0]}" for name, proses in entries() for prose in proses for m in pattern.finditer(plain(prose))]
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


def test_the_spelling_is_checked() -> None:
    folders = [str(ROOT / name) for name in ("content", "docs", "templates", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    command = [
        sys.executable,
        "-m",
        "codespell_lib",
        "--skip",
        "*.lock.txt,*.out,*.json,*/vendor/*",
        "-L",
        "acount,caf,dezember,falsk,nmae,selectin",
        *folders,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def topics() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests/topics.yaml").read_text())
    return loaded


@pytest.mark.parametrize("topic", sorted(topics()) if (ROOT / "tests/topics.yaml").exists() else ["none"])
def test_a_topic_is_covered(topic: str) -> None:
    covered = topics()[topic]
    kind, _, slug = covered["page"].partition("/")
    ref = Ref(kind.removesuffix("s"), slug)  # type: ignore[arg-type]
    assert SiteIndex(site()).resolve(ref), covered
    if "at" in covered:
        entry = next(d for d in dimensions() if d.slug == slug)
        places = {row.id for row in entry.rows} | {s.id for s in entry.samples} | {h.anchor for h in entry.body.headings}
        assert covered["at"] in places, covered
