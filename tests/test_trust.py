"""What comes in a pull request to content is data.

Nothing of it runs, is believed, or takes for ever.
"""

import csv
import json
import os
import time
from pathlib import Path

import pytest

from sidebyside.cache import fingerprint
from sidebyside.content import highlight
from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Folder, Source
from sidebyside.evidence import recorder
from sidebyside.evidence.ledger import read_ledger
from tests.conftest import QUESTION, Town

posix = pytest.mark.skipif(
    os.name != "posix", reason="the file names and links of these tests are for POSIX"
)
RUN = {"date": "2026-01-02", "output": "0" * 64, "packages": {"pip": "1"}, "python": "3.13.0"}


def said(town: Town, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    """Build, and return the errors."""
    capsys.readouterr()
    town.run("build", "-q", "--format", "json", *options)
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    return [one for one in found if one["severity"] == "error"]


CLAIMS: dict[str, dict[str, object]] = {
    "a version that is a command": {"packages": {"six": "1.17.0'; echo PWNED; echo '"}},
    "a name that is a command": {"packages": {"$(id)": "1"}},
    "a name that is an option": {"packages": {"--index-url": "1"}},
    "a version of two": {"packages": {"six": "1 2"}},
    "a version of another line": {"packages": {"six": "1\n2"}},
    "a Python that is a command": {"python": "3.13;id"},
    "turned text": {"python": "3.13\u202e"},
    "a control character": {"packages": {"six": "1\x1b[2J"}},
    "a day that is none": {"date": "2026-13-40"},
    "no mapping": {"packages": ["six"]},
    "a number": {"python": 3.13},
    "another key": {"more": "x"},
    "no text": {"packages": {"six": None}},
}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_ledger_holds_names_versions_and_days(
    town: Town, claim: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"sha256": "0" * 64, "runs": {"now": {**RUN, **claim}}}
    town.put(
        "evidence.json",
        json.dumps(
            {"version": 1, "programs": {"dimensions/speed/count.tram.py": record}}, indent=2
        ),
    )
    errors = said(town, capsys)
    assert errors
    assert {(one["path"], one["code"]) for one in errors} == {("content/evidence.json", "syntax")}
    assert all(int(str(one["line"])) > 1 for one in errors)


def test_what_one_program_claims_takes_nothing_from_the_others() -> None:
    record = {"sha256": "0" * 64, "runs": {"now": RUN}}
    bad = {**record, "runs": {"now": {**RUN, "python": "3;13"}}}
    text = json.dumps(
        {
            "version": 1,
            "programs": {"dimensions/a/s.a.py": record, "dimensions/b/s.a.py": bad, "x;y": record},
        }
    )
    ledger, problems = read_ledger(
        SourceFile("evidence", "evidence.json", Source("content/evidence.json", text))
    )
    assert list(ledger.programs) == ["dimensions/a/s.a.py"]
    assert len(problems) == 2


@pytest.mark.parametrize(
    "key", ["dimensions/../../x.py", "/etc/passwd", "a b", "x;id", "-x", "a//b", "\u202e"]
)
def test_a_ledger_names_plain_paths(
    town: Town, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put(
        "evidence.json",
        json.dumps({"version": 1, "programs": {key: {"sha256": "0" * 64, "runs": {"now": RUN}}}}),
    )
    assert [one["code"] for one in said(town, capsys)] == ["syntax"]


@posix
@pytest.mark.parametrize(
    "name", ["main.;echo x;.py", "main.$(id)", "main. x", "-x.py", "x'.py", "x`.py"]
)
def test_a_file_of_a_program_has_a_plain_name(
    town: Town, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.content / "dimensions/speed/count.tram.py").unlink()
    town.put("dimensions/speed/count.tram/main.py", "print(1)\n")
    town.put(f"dimensions/speed/count.tram/{name}", "print(1)\n")
    assert "bad-value" in {one["code"] for one in said(town, capsys)}


def test_a_table_of_questions_holds_no_formula(town: Town) -> None:
    town.put(
        "questions/which-first.md",
        QUESTION.replace("Which would you take first?", "'=cmd|x!A1'").replace(
            "\nThe train.", "\n+1"
        ),
    )
    assert town.run("build", "-q") == 0
    rows = list(csv.reader((town.output / "questions.csv").read_text().splitlines()))
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell.startswith("'=cmd") for cell in rows[1])


@posix
def test_records_are_written_over_no_link_and_under_no_name_that_can_be_guessed(
    tmp_path: Path,
) -> None:
    content, victim = tmp_path / "content", tmp_path / "victim"
    (content / "d").mkdir(parents=True)
    victim.write_text("mine")
    (content / "d/s.out").symlink_to(victim)
    (content / "d/gone.out").symlink_to(victim)
    (content / f"d/.s.out.{os.getpid()}.tmp").symlink_to(victim)
    (content / "e").symlink_to(tmp_path)
    files = {"d/s.out": b"printed", "d/gone.out": None, "e/victim": b"x", "../victim": b"x"}
    assert recorder.write_records(Folder(content, "content"), files) == ["d/gone.out", "d/s.out"]
    assert victim.read_text() == "mine"
    assert not (content / "d/s.out").is_symlink()
    assert (content / "d/s.out").read_bytes() == b"printed"
    assert not (content / "d/gone.out").is_symlink()


@posix
def test_links_to_folders_are_followed_as_far_as_the_content_is_read(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/a.md").write_text("")
    (tmp_path / "myths").symlink_to("/")
    for number in range(30):
        (tmp_path / f"guides/l{number}").symlink_to(".")
    began = time.process_time()
    found = fingerprint.scan(tmp_path)
    assert time.process_time() - began < 2
    assert {"guides/a.md", "guides/l0/a.md", "myths"} <= set(found)
    assert not any(path.startswith("myths/") or "l0/l1/" in path for path in found)
    assert fingerprint.has_folder_links(tmp_path)


@posix
def test_a_link_to_the_whole_disk_is_an_error_at_once(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.content / "guides/all").symlink_to("/")
    town.remembers = True
    began = time.process_time()
    assert [one["code"] for one in said(town, capsys)] == ["outside"]
    assert time.process_time() - began < 10


@pytest.mark.parametrize(("size", "codes"), [(100_000, []), (140_000, ["too-large"])])
def test_an_entry_has_a_size(
    town: Town, size: int, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("guides/tram-to-train.md", "---\ntitle: T\nsummary: S.\n---\n" + "word " * (size // 5))
    assert [one["code"] for one in said(town, capsys)] == codes


@pytest.mark.parametrize(
    ("date", "rounds", "code"), [("9999-12-31", 2, "bad-value"), ("2026-01-02", 1100, "too-long")]
)
def test_a_measurement_is_of_a_day_that_came_and_of_few_rounds(
    town: Town, date: str, rounds: int, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = {"now": {"train": [1.5] * rounds, "tram": [1.25] * rounds}}
    figure = {"id": "f", "title": "F", "unit": "s", "better": "less", "runs": runs}
    places = {
        "environments": {"now": {"python": "3.13.0", "packages": {}}},
        "programs": {},
        "machine": {"cores": "2"},
    }
    data = {
        "date": date,
        "rounds": rounds,
        "busy": [],
        "left_out": [],
        "figures": [figure],
        **places,
    }
    town.put("measurements/m.json", json.dumps(data))
    town.put("measurements/m.md", "---\ntitle: M\nsummary: S.\n---\nText.\n")
    errors = said(town, capsys)
    assert errors
    assert {one["path"] for one in errors} == {"content/measurements/m.json"}
    assert code == "too-long" or {one["code"] for one in errors} == {code}


def test_very_many_broken_references_are_listed_up_to_a_hundred(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put(
        "questions/which-first.md",
        QUESTION + "\n" + " ".join(f"[[sped{number}]]" for number in range(250)) + "\n",
    )
    errors = said(town, capsys)
    assert len(errors) == 101
    assert sum("more than 100 broken references" in str(one["message"]) for one in errors) == 1


@pytest.mark.parametrize(
    "language", ["perl", "ruby", "html+jinja", "http", "scala", "haskell", "php", "rst"]
)
def test_any_fence_is_coloured_in_a_moment(language: str) -> None:
    began = time.process_time()
    for unit in ('s"${', "%q(", "<a ", "{% a ", "`a ", "{- "):
        highlight.highlight_fence(unit * (19_000 // len(unit)), language)
    assert time.process_time() - began < 20
