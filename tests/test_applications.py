"""Applications: compiled with every mistake at its place, accepted over HTTP, shown step by step."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from sidebyside import cli
from sidebyside.evidence import acceptance_driver
from tests.conftest import ROOT

NOTES = Path("applications/notes")
MAIN, INDEX = NOTES / "csv/main.py", NOTES / "index.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "examples/saving", folder)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def run(verb: str, content: Path, *words: str) -> int:
    return cli.main([verb, "--content", str(content), *words])


def test_each_side_of_the_example_is_accepted_and_recorded(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "evidence.json").unlink()
    assert run("verify", content, "applications/notes", "--update") == 0, capsys.readouterr().err
    ledger = json.loads((content / "evidence.json").read_text())
    assert {*ledger["programs"]} == {
        f"applications/notes/{key}" for key in ("csv", "json", "sqlite")
    }
    printed = (content / NOTES / "csv.out").read_text()
    assert printed == (ROOT / "examples/saving" / NOTES / "csv.out").read_text()
    assert printed.count("ok ") == len(printed.splitlines())


@pytest.mark.parametrize(
    ("old", "new", "fault", "detail"),
    [
        (
            "store.start()",
            "raise SystemExit('the disk is full')",
            "the server exited with status 1 before it answered",
            "the disk is full",
        ),
        ("127.0.0.1", "0.0.0.0", "the server listens on every address", ""),
        (
            "self.answer(400)",
            "self.answer(500)",
            "the acceptance program exited with status 1; the last request was GET /",
            "FAIL  what is not JSON is refused: (500, None)",
        ),
        (
            "            text = json",
            "            import os; os._exit(3)\n            text = json",
            "the server exited with status 3 before the acceptance program did; "
            "no answer to POST /notes",
            "",
        ),
    ],
    ids=["exits", "listens to all", "answers wrongly", "dies"],
)
def test_a_side_that_is_not_accepted_is_named_with_the_reason(
    content: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    fault: str,
    detail: str,
) -> None:
    edit(content / MAIN, old, new) if old != "127.0.0.1" else edit(
        content / MAIN, '"127.0.0.1"', '"0.0.0.0"'
    )
    before = (content / "evidence.json").read_bytes()
    assert run("verify", content, "applications/notes", "--update") == 1
    said = "".join(capsys.readouterr())
    assert f"applications/notes/csv on plain: was not accepted: {fault}" in said
    assert detail in said
    assert "1 failure" in said
    csv = json.loads(before)["programs"]["applications/notes/csv"]
    after = json.loads((content / "evidence.json").read_text())["programs"]
    assert after["applications/notes/csv"] == csv


def test_a_server_that_never_listens_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        @staticmethod
        def poll() -> None:
            return None

    monkeypatch.setattr(acceptance_driver, "START_SECONDS", 0.2)
    with pytest.raises(acceptance_driver.NotAcceptedError, match="did not listen on 127"):
        acceptance_driver._wait_until_it_answers(Silent, 9)  # type: ignore[arg-type]


def test_a_change_of_program_or_acceptance_makes_the_record_stale(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", content, "--strict") == 0
    edit(content / NOTES / "acceptance.py", "there are no notes", "nothing is there")
    assert run("check", content) == 0
    assert capsys.readouterr().err.count("warning[stale-evidence]") == 3


@pytest.mark.parametrize(
    ("old", "new", "message", "help"),
    [
        ("acceptance.py", "accept.py", "there is no acceptance program 'accept.py'", "acceptance.py"),
        ("path: main.py, region: server", "path: mian.py", "no file 'mian.py' in 'json/'", "main.py"),
        ("region: server", "region: sever", "'main.py' has no region 'sever'", "server"),
        ("id: server", "id: serve", "the step 'serve' has no prose", "## serve"),
        ("## server", "## sever", "there is no step 'sever'", "server"),
        ("id: store", "id: server", "two steps have the name 'server'", ""),
        ("id: store", "id: csv", "the name 'csv' is taken", ""),
        ("      csv: [", "      cvs: [", "there is no subject 'cvs'", "csv"),
        ("path: main.py", "path: ../main.py", "'../main.py' is not the path of a file", ""),
        ("#change", "#chance", "has no anchor '#chance'", "change"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_a_cure(
    content: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    message: str,
    help: str,
) -> None:
    edit(content / INDEX, old, new)
    assert run("check", content) == 1
    said = capsys.readouterr().err
    assert re.search(r"applications/notes/index\.md:\d+:\d+: error\[", said)
    assert message in said
    assert help in said


def test_a_side_without_a_program_is_an_error(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(content / NOTES / "sqlite")
    assert run("check", content) == 1
    assert "there is no folder 'sqlite/'" in capsys.readouterr().err


def test_an_unknown_application_is_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", content, "applications/note") == 2
    assert "there is no application 'note'; did you mean 'notes'?" in capsys.readouterr().err


def test_a_site_shows_steps_source_and_archives(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert run("build", content, "--output", str(output), "-q") == 0
    step = (output / "applications/notes/store.html").read_text()
    assert step.count('class="program_panel') == 3
    assert "# region" not in step
    assert 'href="csv.html#file_store-py"' in step
    assert 'href="../../dimensions/changing-one-record.html#change"' in step
    source = (output / "applications/notes/csv.html").read_text()
    assert 'id="file_store-py"' in source
    dimension = (output / "dimensions/changing-one-record.html").read_text()
    assert 'href="../applications/notes/store.html"' in dimension
    with zipfile.ZipFile(output / "applications/notes/notes-csv.zip") as archive:
        assert archive.namelist() == ["notes-csv/main.py", "notes-csv/store.py"]
        text = archive.read("notes-csv/store.py").decode()
    assert text == (content / NOTES / "csv/store.py").read_text()
    page = (output / "applications/notes.html").read_text()
    assert "Accepted on" in page
