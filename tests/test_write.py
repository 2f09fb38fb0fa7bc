"""The output folder.

Only what changed is written, nothing that a build did not write is touched, a killed build heals.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from sidebyside.build import writer
from sidebyside.diagnostics import CommandError
from tests.conftest import ROOT, Town


def test_a_second_build_changes_nothing(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    town.run("build")
    before = {
        path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in town.output.rglob("*")
    }
    assert town.run("build") == 0
    assert "0 changed, 0 removed" in capfd.readouterr().out.splitlines()[-1]
    assert {
        path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in town.output.rglob("*")
    } == before


def test_an_edit_touches_only_files_whose_bytes_change(town: Town) -> None:
    town.run("build", "-q")
    before = {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in town.output.rglob("*")
        if path.is_file()
    }
    town.edit("dimensions/speed/index.md", "Comfort", "Ease")
    town.run("build", "-q")
    for path, (when, data) in before.items():
        assert (path.stat().st_mtime_ns != when) == (path.read_bytes() != data), path


def test_a_page_that_no_longer_belongs_is_removed_with_its_empty_folder(town: Town) -> None:
    town.run("build", "-q")
    (town.content / "guides/tram-to-train.md").unlink()
    assert (town.output / "guides/tram-to-train.html").exists()
    assert town.run("build", "-q") == 0
    assert not (town.output / "guides").exists()


def test_foreign_files_survive_build_and_clean(town: Town) -> None:
    town.run("build", "-q")
    (town.output / "CNAME").write_text("town.example")
    (town.output / "dimensions/mine.txt").write_text("mine")
    assert town.run("build", "-q") == 0
    assert town.run("clean", "-q") == 0
    assert {
        p.relative_to(town.output).as_posix() for p in town.output.rglob("*") if p.is_file()
    } == {
        "CNAME",
        "dimensions/mine.txt",
    }


def test_a_page_changed_by_hand_is_not_lost(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    town.run("build", "-q")
    page = town.output / "about.html"
    page.write_text("mine")
    assert town.run("build", "-q") == 2
    assert "about.html would be replaced" in capfd.readouterr().err
    assert town.run("clean", "-q") == 0
    assert page.read_text() == "mine"


def test_a_stale_page_changed_by_hand_is_left(town: Town) -> None:
    town.run("build", "-q")
    page = town.output / "guides/tram-to-train.html"
    page.write_text("mine")
    (town.content / "guides/tram-to-train.md").unlink()
    assert town.run("build", "-q") == 0
    assert page.read_text() == "mine"


def test_a_deleted_page_is_written_again(town: Town) -> None:
    town.run("build", "-q")
    before = town.tree()
    (town.output / "dimensions/speed.html").unlink()
    assert town.run("build", "-q") == 0
    assert town.tree() == before


@pytest.mark.parametrize("inside", ["a.txt", "sub/a.txt"])
def test_a_folder_that_no_build_wrote_is_refused(town: Town, inside: str) -> None:
    place = town.output / inside
    place.parent.mkdir(parents=True)
    place.write_text("mine")
    assert town.run("build", "-q") == 2
    assert town.run("clean", "-q") == 2
    assert [p for p in town.output.rglob("*") if p.is_file()] == [place]


def test_a_folder_with_dotfiles_alone_is_taken(town: Town) -> None:
    town.output.mkdir()
    (town.output / ".gitkeep").touch()
    assert town.run("build", "-q") == 0


@pytest.mark.parametrize("blocked", ["dimensions", "assets"])
def test_a_file_where_a_folder_has_to_go_is_refused(town: Town, blocked: str) -> None:
    town.run("build", "-q")
    town.run("clean", "-q")
    (town.output / writer.MANIFEST).write_text('{"files": {}}')
    (town.output / blocked).write_text("mine")
    assert town.run("build", "-q") == 2
    assert (town.output / blocked).read_text() == "mine"
    assert len([p for p in town.output.iterdir() if not p.name.startswith(".")]) == 1


def test_a_folder_where_a_page_has_to_go_is_refused(town: Town) -> None:
    (town.output / "index.html/deep").mkdir(parents=True)
    (town.output / writer.MANIFEST).write_text('{"files": {}}')
    assert town.run("build", "-q") == 2


def test_a_link_in_the_output_is_not_followed(town: Town, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    town.run("build", "-q")
    town.run("clean", "-q")
    town.output.joinpath("dimensions").symlink_to(elsewhere)
    (town.output / writer.MANIFEST).write_text('{"files": {}}')
    assert town.run("build", "-q") == 2
    assert not list(elsewhere.iterdir())


UNSAFE: dict[str, Callable[[Town], Path]] = {
    "root": lambda _: Path("/"),
    "home": lambda _: Path.home(),
    "above home": lambda _: Path.home().parent,
    "repository": lambda _: ROOT,
    "above the repository": lambda _: ROOT.parent,
    "content": lambda town: town.content,
    "in content": lambda town: town.content / "site",
    "above content": lambda town: town.folder,
    "templates": lambda _: ROOT / "templates",
    "content by another way": lambda town: town.folder / "x" / ".." / "content",
}


@pytest.mark.parametrize("name", UNSAFE)
@pytest.mark.parametrize("verb", ["build", "clean"])
def test_an_unsafe_output_folder_is_refused(
    town: Town, name: str, verb: str, capfd: pytest.CaptureFixture[str]
) -> None:
    town.output = UNSAFE[name](town)
    before = sorted(p.as_posix() for p in town.content.rglob("*"))
    assert town.run(verb) == 2
    assert "cannot be the output folder" in capfd.readouterr().err
    assert sorted(p.as_posix() for p in town.content.rglob("*")) == before


def test_a_link_to_an_unsafe_folder_is_refused(town: Town) -> None:
    town.output.symlink_to(town.content)
    assert town.run("build", "-q") == 2


def test_an_output_that_is_a_file_is_refused(town: Town) -> None:
    town.output.write_text("mine")
    assert town.run("build", "-q") == 2
    assert town.output.read_text() == "mine"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 3}', '{"files": {"a": 1}}', '{"files": null}']
)
def test_a_damaged_manifest_is_refused(town: Town, text: str) -> None:
    town.run("build", "-q")
    (town.output / writer.MANIFEST).write_text(text)
    before = town.tree()
    assert town.run("build", "-q") == 2
    assert town.tree() == before


def test_a_manifest_cannot_lead_outside(town: Town, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("")
    town.output.mkdir()
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (town.output / writer.MANIFEST).write_text(
        json.dumps({"files": {"../victim": [empty], str(victim): [empty]}})
    )
    assert town.run("clean", "-q") == 0
    assert victim.exists()


def test_clean_of_nothing_is_fine(town: Town) -> None:
    assert town.run("clean", "-q") == 0
    assert not town.output.exists()


def test_a_killed_build_is_known_as_ours_and_healed(town: Town) -> None:
    town.run("build", "-q")
    old = town.tree()
    town.edit("site.yaml", "Trains, trams", "Trams, trains")
    fresh = town.folder / "fresh"
    kept, town.output = town.output, fresh
    town.run("build", "-q")
    new, town.output = town.tree(), kept
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--content",
        str(town.content),
        "--output",
        str(town.output),
        "-q",
    ]
    pages = {path: {data, new.get(path)} for path, data in old.items() if path.endswith(".html")}
    chance = random.Random(7)
    for _ in range(6):
        process = subprocess.Popen(command, cwd=town.folder, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path, allowed in pages.items():
            assert (town.output / path).read_bytes() in allowed
    assert town.run("build", "-q") == 0
    assert town.tree() == new


def test_a_build_killed_at_any_write_is_healed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    files = {f"{n}/page.html": f"new {n}".encode() for n in range(4)}
    for stop in range(10):
        output = town.folder / f"o{stop}"
        writer.write_output(output, {"0/page.html": b"old", "x/gone.html": b"gone"})
        left = [stop]

        def dying(path: Path, target: Path, left: list[int] = left) -> Path:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            os.replace(path, target)  # noqa: PTH105 - Path.replace is what is replaced here
            return target

        monkeypatch.setattr(Path, "replace", dying)
        with suppress(Killed):
            writer.write_output(output, files)
        monkeypatch.undo()
        assert (output / "0/page.html").read_bytes() in {b"old", b"new 0"}
        writer.write_output(output, files)
        found = {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*.html")}
        assert found == files
        assert not (output / writer.STAGING_FOLDER).exists()


def test_two_builds_at_once_into_one_folder(town: Town) -> None:
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--content",
        str(town.content),
        "--output",
        str(town.output),
        "-q",
    ]
    processes = [
        subprocess.Popen(command, cwd=town.folder, stderr=subprocess.DEVNULL) for _ in range(2)
    ]
    assert [process.wait() for process in processes] == [0, 0]
    both = town.tree()
    town.output = town.folder / "fresh"
    town.run("build", "-q")
    assert town.tree() == both


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "o").mkdir()
    (tmp_path / "o/x").write_text("mine")
    with pytest.raises(CommandError, match="contains files that no build wrote, such as x"):
        writer.write_output(tmp_path / "o", {"a": b""})


def test_links_below_the_output_are_not_followed(town: Town, tmp_path: Path) -> None:
    town.run("build", "-q")
    elsewhere = tmp_path / "elsewhere"
    (town.output / "dimensions").rename(elsewhere)
    (town.output / "dimensions").symlink_to(elsewhere)
    before = sorted(path.name for path in elsewhere.iterdir())
    assert town.run("clean", "-q") == 0
    assert sorted(path.name for path in elsewhere.iterdir()) == before


def test_a_link_where_files_are_written_aside_is_refused(town: Town, tmp_path: Path) -> None:
    town.run("build", "-q")
    (tmp_path / "elsewhere").mkdir()
    (town.output / writer.STAGING_FOLDER).symlink_to(tmp_path / "elsewhere")
    assert town.run("build", "-q") == 2
