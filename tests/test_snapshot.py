"""A build that has nothing to do sees so at a glance, and never when there is something to do.

Why a page is built again.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sidebyside.build import pipeline
from sidebyside.cache import fingerprint
from tests.conftest import ROOT, Town


@pytest.fixture
def kept(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Return a town that was built, with its own templates and its own memory."""
    monkeypatch.setenv("XDG_STATE_HOME", str(town.folder / "state"))
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder)
    monkeypatch.setattr("sidebyside.cache.fingerprint.TIMESTAMP_RESOLUTION", 0)
    shutil.copytree(ROOT / "templates", town.folder / "templates")
    (town.folder / "sidebyside").mkdir()
    town.remembers = True
    town.run("build", "-q")
    return town


def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the builds that are really made."""
    made: list[int] = []
    real = pipeline.build

    def build(job: pipeline.BuildJob) -> pipeline.BuildResult:
        made.append(1)
        return real(job)

    monkeypatch.setattr(pipeline, "build", build)
    return made


def test_a_build_with_nothing_to_do_does_nothing_and_says_the_same(
    kept: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = builds(monkeypatch)
    capsys.readouterr()
    assert kept.run("build") == 0
    quick = capsys.readouterr()
    assert not made
    assert kept.run("build", "--no-cache") == 0
    whole = capsys.readouterr()
    assert len(made) == 1
    assert quick.err == whole.err
    assert "warning[no-evidence]" in quick.err
    assert quick.out.rpartition(",")[0] == whole.out.rpartition(",")[0]
    assert ": 0 changed, 0 removed" in quick.out


def same_size(town: Town) -> None:
    path = town.content / "dimensions/price.md"
    times = path.stat()
    town.edit("dimensions/price.md", "Five", "Nine")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def moved(town: Town) -> None:
    (town.content / "dimensions/price.md").rename(town.content / "dimensions/fare.md")


EDITS: dict[str, Callable[[Town], object]] = {
    "an entry": lambda town: town.edit("dimensions/price.md", "Five", "Eleven"),
    "an entry of the same size and time": same_size,
    "a program": lambda town: town.edit("dimensions/speed/count.tram.py", "range(3)", "range(4)"),
    "a template": lambda town: (town.folder / "templates/about.html").write_text(
        '{% extends "base.html" %}'
    ),
    "a style": lambda town: (town.folder / "templates/static/site.css").write_text("body{}"),
    "the program": lambda town: (town.folder / "sidebyside/new.py").write_text(""),
    "a new file": lambda town: town.put("guides/more.md", "---\ntitle: More\n---\nText.\n"),
    "a file that is gone": lambda town: (town.content / "guides/tram-to-train.md").unlink(),
    "a page that is gone": lambda town: (town.output / "about.html").unlink(),
    "a hidden file that is gone": lambda town: (town.output / ".nojekyll").unlink(),
    "the manifest": lambda town: (town.output / ".sidebyside.json").write_text("{}"),
}


@pytest.mark.parametrize("name", EDITS)
def test_whatever_has_changed_is_seen(
    kept: Town, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made = builds(monkeypatch)
    EDITS[name](kept)
    kept.run("build", "-q")
    assert made


@pytest.mark.parametrize("options", [["--base-url", "https://other.example/"], ["--strict"]])
def test_other_options_make_another_build(
    kept: Town, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    made = builds(monkeypatch)
    kept.run("build", "-q", *options)
    assert made


def test_another_day_makes_another_build(kept: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    made = builds(monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    kept.run("build", "-q")
    assert made


def test_nothing_is_concluded_from_files_that_are_too_young(
    kept: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidebyside.cache.fingerprint.TIMESTAMP_RESOLUTION", 3_600_000_000_000)
    kept.edit("dimensions/price.md", "Five", "Eleven")
    made = builds(monkeypatch)
    kept.run("build", "-q")
    kept.run("build", "-q")
    assert len(made) == 2


def test_a_link_that_leads_back_comes_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_text("")
    (tmp_path / "a/again").symlink_to(tmp_path / "a")
    assert "a/b.txt" in fingerprint.scan(tmp_path)


WHY: dict[str, tuple[Callable[[Town], object], tuple[str, ...]]] = {
    "an entry": (
        EDITS["an entry"],
        (
            "dimensions/price.html: content/dimensions/price.md changed",
            "search-index.js: content/dimensions/price.md changed",
        ),
    ),
    "a title": (
        lambda town: town.edit("dimensions/price.md", "title: Price", "title: Fares"),
        ("dimensions/speed.html: content/dimensions/price.md changed",),
    ),
    "a program of a folder": (
        EDITS["a program"],
        ("dimensions/speed.html: content/dimensions/speed/count.tram.py changed",),
    ),
    "a template": (EDITS["a template"], ("about.html: templates/about.html changed",)),
    "a new page": (EDITS["a new file"], ("guides/more.html: it is new, or was missing",)),
    "a page that is gone": (
        EDITS["a file that is gone"],
        ("guides/tram-to-train.html: removed, because nothing generates it any more",),
    ),
    "a page that was missing": (
        EDITS["a page that is gone"],
        ("about.html: it is new, or was missing",),
    ),
}


@pytest.mark.parametrize("name", WHY)
def test_why_says_what_has_changed(
    kept: Town, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    edit, lines = WHY[name]
    edit(kept)
    capsys.readouterr()
    kept.run("build", "--why")
    told = capsys.readouterr().out.splitlines()
    for line in lines:
        assert line in told


def test_why_has_nothing_to_say_of_what_stays(
    kept: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.edit("dimensions/price.md", "Five", "Eleven")
    capsys.readouterr()
    kept.run("build", "--why")
    assert not [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith(("about.html", "questions/"))
    ]


def test_why_without_a_memory_says_so(kept: Town, capsys: pytest.CaptureFixture[str]) -> None:
    kept.run("build", "--why", "--no-cache")
    assert "there is no cache of an earlier build" in capsys.readouterr().out


@pytest.mark.parametrize(
    "work", ["lambda: 'told' * 30_000", "lambda: os.getpid() == here and 'told' * 30_000 or 1 / 0"]
)
def test_what_another_process_is_asked_for_is_told_also_where_it_fails(work: str) -> None:
    """Asked in a process without threads, because one that has any is not forked."""
    head = "import os; from sidebyside.cache.fingerprint import run_in_child; here = os.getpid(); "
    code = f"{head}assert run_in_child({work})() == 'told' * 30_000"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_builds_with_other_options_are_forgotten_when_they_are_too_many(
    kept: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = kept.folder / ".cache/builds"
    before = {path.name for path in place.iterdir()}
    assert before
    monkeypatch.setattr("sidebyside.cache.disk.MAX_CACHE_BYTES", 0)
    kept.run("build", "-q", "--base-url", "https://example.org/other/")
    assert len(left := {path.name for path in place.iterdir()}) == 2
    assert not left & before
