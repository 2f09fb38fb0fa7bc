"""Trying the newest releases: what is reported, and what it exits with."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError
from sidebyside.evidence.sandbox import find_isolation
from tests.conftest import Town
from tools import newest

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="the programs of these tests are for POSIX"
)
sandboxed = pytest.mark.skipif(
    find_isolation().tools is None, reason="this machine has no bubblewrap, or no namespaces"
)
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
OLD, NEW = "engine==1.0 \\\n    --hash=sha256:00\n", "engine==1.1 --hash=sha256:11\n"


def resolve(python: str, wanted: Sequence[str]) -> str:
    """Answer for pip, with a lock of nothing that has to be installed."""
    assert python == PYTHON
    assert wanted == ["engine"]
    return "# engine==1.1\n"


@pytest.fixture
def recorded(town: Town) -> Town:
    """Make the town with an environment, and record its programs."""
    town.put("environments/now.yaml", f'python: "{PYTHON}"\nlock: now.lock.txt\n')
    town.put("environments/now.lock.txt", "")
    assert town.run("verify", "--update", "-q") == 0
    town.put("environments/now.in", "engine\n")
    return town


@sandboxed
def test_programs_that_print_what_is_recorded_are_well(recorded: Town) -> None:
    status, text = newest.run(recorded.content, resolve)
    assert status == 0
    assert text.startswith("Every program prints what is recorded")


@sandboxed
def test_a_program_that_prints_something_else_is_reported_with_the_difference(
    recorded: Town,
) -> None:
    recorded.put("dimensions/speed/count.tram.out", "0 bell\n")
    before = {path: path.read_bytes() for path in recorded.content.rglob("*") if path.is_file()}
    status, text = newest.run(recorded.content, resolve)
    assert status == 1
    assert (
        "content/dimensions/speed/count.tram.py on now: printed something else than is recorded"
        in text
    )
    assert "-0 bell" in text
    assert "proves content/dimensions/speed/index.md:10: speed#top" in text
    assert "proves content/myths/ferries-sink.md:2: myth:ferries-sink" in text
    assert str(recorded.folder) not in text
    assert {
        path: path.read_bytes() for path in recorded.content.rglob("*") if path.is_file()
    } == before


def test_what_became_newer_is_named() -> None:
    assert newest.changes(OLD + "gone==2\n", NEW + "come[x]==3\n") == [
        "come none -> 3",
        "engine 1.0 -> 1.1",
    ]
    assert "Newer in `now`: engine 1.0 -> 1.1." in newest.report({"now": ["engine 1.0 -> 1.1"]}, "")


def test_what_became_older_is_not_called_newer() -> None:
    text = newest.report(
        {"now": ["come none -> 3", "engine 1.0 -> 1.10", "wheel 3.0.1 -> 1.3.1"]}, ""
    )
    assert "Newer in `now`: come none -> 3, engine 1.0 -> 1.10.\n" in text
    assert "Older in `now`: wheel 3.0.1 -> 1.3.1.\n" in text


def test_a_lock_is_written_of_what_pip_reports() -> None:
    item = {
        "metadata": {"name": "Engine", "version": "1.1"},
        "download_info": {"archive_info": {"hashes": {"sha256": "11"}}},
    }
    assert newest.lock_text({"install": [item]}) == NEW


def test_a_report_cannot_leave_its_block_and_fits_an_issue() -> None:
    text = newest.report({}, "```\n@everybody\n" + "x" * 100_000)
    assert text.count("```") == 2
    assert len(text) < 65_536


def test_an_environment_without_a_list_of_packages_is_left_as_it_is(recorded: Town) -> None:
    recorded.put("environments/now.in", "# nothing\n")
    assert newest.renew(Folder(recorded.content, "content"), resolve) == {}


HOSTILE = {
    "a lock elsewhere": (
        "now.yaml",
        'python: "3.13"\nlock: ../../victim\n',
        "must be in the same folder as this file",
    ),
    "another Python": ("now.yaml", "python: ../../evil\nlock: now.lock.txt\n", "python"),
    "a file of the machine's": (
        "now.in",
        "-r /etc/passwd\n",
        "not a package with a range of versions",
    ),
    "an index of its own": (
        "now.in",
        "--index-url https://evil.example/\nengine\n",
        "not a package",
    ),
    "code to build": ("now.in", "engine @ file:///tmp/evil\n", "not a package"),
}


@pytest.mark.parametrize(("file", "text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_asked_for_is_read_strictly(
    recorded: Town, file: str, text: str, said: str
) -> None:
    (recorded.folder / "victim").write_text("mine")
    recorded.put(f"environments/{file}", text)
    with pytest.raises(CommandError, match=said):
        newest.run(recorded.content, resolve)
    assert (recorded.folder / "victim").read_text() == "mine"


def test_links_are_not_followed(recorded: Town) -> None:
    victim = recorded.folder / "victim"
    victim.write_text("mine")
    lock = recorded.content / "environments/now.lock.txt"
    lock.unlink()
    lock.symlink_to(victim)
    (recorded.content / "guides/all").symlink_to("/")
    os.mkfifo(recorded.content / "guides/pipe")
    with pytest.raises(CommandError, match="cannot be read"):
        newest.run(recorded.content, resolve)
    assert victim.read_text() == "mine"


def test_what_cannot_be_tried_is_told_in_a_line(
    recorded: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded.put("environments/now.yaml", "python: '3.99'\nlock: now.lock.txt\n")
    report = tmp_path / "report.md"
    assert newest.main([str(report), "--content", str(recorded.content)]) == 2
    assert (
        report.read_text()
        == "The newest releases could not be tried: this machine has no Python 3.99\n"
    )

    def broken(_python: str, _wanted: Sequence[str]) -> str:
        raise CommandError("no network")

    monkeypatch.setattr(newest, "newest", broken)
    assert newest.main([str(report), "--content", str(recorded.content)]) == 2
    assert "no network" in report.read_text()
