"""Recorded evidence against the programs as they are now."""

import hashlib
import json
import re
from datetime import date

import pytest

from sidebyside.content import loader, site_config
from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Folder, Source
from sidebyside.diagnostics import Diagnostic
from sidebyside.evidence.ledger import Ledger, output_paths, read_ledger
from sidebyside.model.entries import SampleRef, Site
from sidebyside.site import footnotes, linker
from tests.conftest import PROGRAM, Town

PRINTED = "0 {0}\n1 {0}\n2 {0}\n"
KEYS = ("train", "tram", "ferry")


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record(
    town: Town, day: str = "2026-11-21", environments: tuple[str, ...] = ("now",), **changed: str
) -> None:
    programs = {}
    for key in KEYS:
        run = {
            "date": day,
            "output": sha(PRINTED.format(key)),
            "packages": {"pip": "23.2"},
            "python": "3.11.7",
        }
        program = f"dimensions/speed/count.{key}.py"
        programs[program] = {
            "sha256": changed.get(key, sha(PROGRAM.format(key))),
            "runs": dict.fromkeys(environments, run),
        }
        town.put(f"dimensions/speed/count.{key}.out", PRINTED.format(key))
    town.put("evidence.json", json.dumps({"version": 1, "programs": programs}))


def read(town: Town, today: date = date(2026, 11, 21)) -> tuple[Site, list[Diagnostic]]:
    site, problems = linker.link_site(
        loader.load_content(Folder(town.content, "content")), "content", today
    )
    assert site is not None
    return site, problems


def test_a_verified_program_carries_its_output(town: Town) -> None:
    record(town)
    site, problems = read(town)
    assert problems == []
    program = footnotes.samples_of(site)[SampleRef("speed", "count")].programs[0]
    assert program.state == "verified"
    assert [(text, [run.environment for run in runs]) for runs, text in program.outputs] == [
        (PRINTED.format("train"), ["now"])
    ]


def test_the_page_shows_output_date_and_versions(town: Town) -> None:
    record(town)
    assert town.run("build", "--strict", "-q") == 0
    page = town.page("dimensions/speed.html")
    assert "0 train\n" in page
    assert "1 train" in page
    assert "21 November 2026" in page
    assert "23.2" in page
    assert "dimensions/speed/count.train.py" in town.page("evidence.html") or "count" in town.page(
        "evidence.html"
    )


def test_a_program_that_changed_is_stale(town: Town) -> None:
    record(town, tram="0" * 64)
    site, problems = read(town)
    assert [(p.code, p.place.path) for p in problems] == [
        ("stale-evidence", "content/dimensions/speed/count.tram.py")
    ]
    assert footnotes.state_of(footnotes.samples_of(site)[SampleRef("speed", "count")]) == "stale"
    assert town.run("build", "--strict", "-q") == 1
    assert town.run("build", "-q") == 0


def test_a_recorded_output_that_was_changed_is_stale(town: Town) -> None:
    record(town)
    town.put("dimensions/speed/count.tram.out", "1 tram\nby hand\n")
    assert [p.code for p in read(town)[1]] == ["stale-evidence"]


def test_a_recorded_output_that_is_gone_is_stale(town: Town) -> None:
    record(town)
    (town.content / "dimensions/speed/count.tram.out").unlink()
    assert [p.code for p in read(town)[1]] == ["stale-evidence"]


def test_evidence_gets_old(town: Town) -> None:
    record(town, day="2026-01-01")
    town.edit("site.yaml", "subjects:", "stale_after_days: 100\nsubjects:")
    assert [p.code for p in read(town, date(2026, 4, 11))[1]] == []
    assert [p.code for p in read(town, date(2026, 4, 12))[1]] == ["stale-evidence"] * 3


def test_a_program_that_never_ran_is_told(town: Town) -> None:
    record(town)
    text = json.loads((town.content / "evidence.json").read_text())
    text["programs"]["dimensions/speed/count.tram.py"]["runs"] = {}
    town.put("evidence.json", json.dumps(text))
    assert [p.code for p in read(town)[1]] == ["no-evidence"]


def test_outputs_that_differ_between_environments_are_both_shown(town: Town) -> None:
    record(town, environments=("new", "old"))
    text = json.loads((town.content / "evidence.json").read_text())
    text["programs"]["dimensions/speed/count.tram.py"]["runs"]["new"]["output"] = sha(
        "1 tram, other\n"
    )
    town.put("evidence.json", json.dumps(text))
    town.put("dimensions/speed/count.tram.new.out", "1 tram, other\n")
    site, problems = read(town)
    assert problems == []
    outputs = footnotes.samples_of(site)[SampleRef("speed", "count")].programs[1].outputs
    assert [text for _, text in outputs] == ["1 tram, other\n", PRINTED.format("tram")]
    assert town.run("build", "-q") == 0
    assert "1 tram, other" in town.page("dimensions/speed.html")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"programs": 1}',
        '{"programs": {"a": {"sha256": "x", "runs": {}}}}',
        '{"other": 1}',
        "[" * 9000,
    ],
)
def test_a_damaged_ledger_is_a_problem_and_counts_as_empty(text: str) -> None:
    ledger, problems = read_ledger(
        SourceFile("evidence", "evidence.json", Source("content/evidence.json", text))
    )
    assert ledger == Ledger()
    assert [p.code for p in problems] == ["syntax"]


def test_the_ledger_is_written_sorted() -> None:
    run = {
        "date": "2026-11-21",
        "output": "a" * 64,
        "packages": {"b": "1", "a": "2"},
        "python": "3.11",
    }
    ledger = Ledger.model_validate(
        {"programs": {n: {"sha256": "b" * 64, "runs": {"e": run}} for n in ("z", "a")}}
    )
    text = ledger.as_text()
    assert text.index('"a": {') < text.index('"z": {')
    assert read_ledger(SourceFile("e", "e", Source("e", text))) == (ledger, ())


def test_where_outputs_are_recorded() -> None:
    assert output_paths("dimensions/d/s.train.py", ["now"]) == {
        "": "dimensions/d/s.train.out",
        "now": "dimensions/d/s.train.now.out",
    }
    assert output_paths("dimensions/d/s.train", []) == {"": "dimensions/d/s.train.out"}


def test_a_sample_of_several_files(town: Town) -> None:
    (town.content / "dimensions/speed/count.tram.py").unlink()
    town.put("dimensions/speed/count.tram/main.py", "import helper\n")
    town.put("dimensions/speed/count.tram/helper.py", "print(1)\n")
    site, _ = read(town)
    program = footnotes.samples_of(site)[SampleRef("speed", "count")].programs[1]
    assert [file.name for file in program.files] == ["main.py", "helper.py"]
    assert program.path == "dimensions/speed/count.tram"
    assert town.run("build", "-q") == 0
    assert "helper.py" in town.page("dimensions/speed.html")


def test_the_counts_of_a_site(town: Town) -> None:
    record(town)
    site, _ = read(town)
    counted = footnotes.site_evidence(site, footnotes.samples_of(site))
    assert (counted.proved, counted.unverified, counted.sourced, counted.judged) == (3, 0, 1, 1)
    town.edit("dimensions/speed/count.tram.py", "range(3)", "range(4)")
    site, _ = read(town)
    counted = footnotes.site_evidence(site, footnotes.samples_of(site))
    assert (counted.proved, counted.unverified) == (0, 3)


def test_a_broken_site_still_gives_its_subjects(town: Town) -> None:
    town.edit("site.yaml", "tagline: Three", "tagline: " + "x" * 500)
    town.edit("dimensions/speed/index.md", "    tram: Corners", "    trem: Corners")
    _, problems = linker.link_site(
        loader.load_content(Folder(town.content, "content")), "content", date(2026, 11, 21)
    )
    assert {"too-long", "unknown-key"} <= {p.code for p in problems}
    setup = site_config.compile_config(
        SourceFile("site", "site.yaml", Source("site.yaml", "title: x"))
    )
    assert setup.entry is None


LOCK = "pip==23.2 --hash=sha256:00\nother[x]==2.0 --hash=sha256:00\n"


def locked(town: Town, python: str = "3.11", lock: str = LOCK, *names: str) -> None:
    for name in ("now", *names):
        town.put(f"environments/{name}.yaml", f'python: "{python}"\nlock: {name}.txt\n')
        town.put(f"environments/{name}.txt", lock)


def warnings(town: Town) -> list[tuple[str, str, str]]:
    return [(p.code, p.place.path.rpartition("/")[2], p.message) for p in read(town)[1]]


def test_a_program_that_never_ran_in_an_environment_is_a_warning_for_each(town: Town) -> None:
    record(town)
    locked(town, "3.11", LOCK, "old", "older")
    told = [(path, message) for code, path, message in warnings(town) if code == "no-evidence"]
    assert len(told) == 6
    assert told[0] == ("count.ferry.py", "the program was never verified in the environment 'old'")
    assert told[1] == (
        "count.ferry.py",
        "the program was never verified in the environment 'older'",
    )
    assert town.run("check", "--strict", "-q") == 1


@pytest.mark.parametrize(("needs", "missing"), [(">=23", 3), (">=24", 2), ("<23", 2)])
def test_an_environment_that_a_sample_does_not_fit_lacks_nothing(
    town: Town, needs: str, missing: int
) -> None:
    record(town)
    locked(town, "3.11", LOCK, "old")
    title = "title: Counting to three\n"
    town.edit("dimensions/speed/index.md", title, f"{title}    needs: {{train: '{needs}'}}\n")
    assert [code for code, _, _ in warnings(town)] == ["no-evidence"] * missing


MOVED = {
    "a version": (
        "3.11",
        LOCK.replace("23.2", "24.0"),
        "in 'now' with pip 23.2, and the lock now has 24.0",
    ),
    "a Python": (
        "3.13",
        LOCK,
        "in 'now' with Python 3.11.7, and the environment now has Python 3.13",
    ),
}


@pytest.mark.parametrize(("python", "lock", "said"), MOVED.values(), ids=MOVED)
def test_a_lock_that_moved_away_makes_evidence_stale(
    town: Town, python: str, lock: str, said: str
) -> None:
    record(town)
    locked(town, python, lock)
    assert warnings(town) == [
        ("stale-evidence", f"count.{key}.py", f"the program was verified {said}")
        for key in sorted(KEYS)
    ]


@pytest.mark.parametrize(
    "lock",
    ["", LOCK.replace("23.2", "23.2.0"), "pip==23.2 ; x\npip==24 ; y\n", "PIP[x]==23.2 \\\n"],
)
def test_a_lock_that_has_the_version_or_does_not_name_the_package_is_well(
    town: Town, lock: str
) -> None:
    record(town)
    locked(town, "3.11", lock)
    assert warnings(town) == []


def test_the_evidence_page_counts_statements_and_lines(town: Town) -> None:
    record(town)
    site, _ = read(town)
    counted = footnotes.site_evidence(site, footnotes.samples_of(site))
    assert (counted.statements, counted.proved, counted.witnessed, counted.lines) == (5, 3, 3, 3)
    town.edit(
        "dimensions/price.md",
        "    shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}\n",
        "    shows: {tram: 2 tram}\n",
    )
    town.edit(
        "myths/ferries-sink.md", "shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}\n", ""
    )
    site, _ = read(town)
    counted = footnotes.site_evidence(site, footnotes.samples_of(site))
    assert (counted.proved, counted.witnessed, counted.lines) == (3, 2, 4)
    assert town.run("build", "-q") == 0
    page = town.page("evidence.html")
    assert "<dt>tested, with the printed line</dt><dd>2</dd>" in page
    assert "<dt>printed lines cited</dt><dd>4</dd>" in page


def test_texts_and_cards_list_the_printed_lines(town: Town) -> None:
    record(town)
    town.edit(
        "questions/which-first.md",
        "dimensions:",
        "proof: speed/count\nshows: {tram: 2 tram}\ndimensions:",
    )
    assert town.run("build", "--book", "-q") == 0
    twin = town.page("dimensions/speed.md")
    assert "- Top speed: Train `1 train`; Tram `1 tram`; Ferry `1 ferry`" in twin
    assert "<dd><b>Ferry</b> <code>1 ferry</code></dd>" in town.page("all.html")
    assert "Tram: 2 tram" in town.page("questions.csv")


def test_an_answer_shows_its_program_and_the_printed_line(town: Town) -> None:
    record(town)
    shown = 'proof: speed/count\nshows: {train: "1 train"}'
    town.edit("questions/which-first.md", "\n---\n", f"\n{shown}\n---\n")
    assert town.run("build", "-q") == 0
    page = town.page("questions/which-first.html")
    assert 'Proved by <a href="../dimensions/speed.html#count">' in page
    assert re.search(r'<a href="\.\./dimensions/speed\.html#count\.[^"]+"><code>1 train', page)
    assert "Train `1 train`" in town.page("questions/which-first.md")


def test_an_answer_without_a_program_shows_none(town: Town) -> None:
    assert town.run("build", "-q") == 0
    assert "What shows it" not in town.page("questions/which-first.html")
    assert "What shows it" not in town.page("questions/which-first.md")
