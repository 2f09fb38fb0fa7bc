# ruff: noqa: E501 - a list of places is a table
"""The output folder seen from outside, by commands alone: what is refused, what survives, what heals.

Everything here runs `python build.py` as a process of its own, and holds for any way of writing.
"""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT, Town, without

BUILD = str(ROOT / "build.py")
# Root without its privileges, so that what is read-only is read-only for it too.
PLAIN_ROOT = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
KILLS = 12
pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="signals, mounts and permissions here are those of POSIX"
)


def command(town: Town, verb: str, *options: str) -> list[str]:
    return [
        sys.executable,
        BUILD,
        verb,
        "--content",
        str(town.content),
        "--output",
        str(town.output),
        "-q",
        *options,
    ]


def run(
    town: Town, verb: str, *options: str, before: tuple[str, ...] | list[str] = ()
) -> subprocess.CompletedProcess[str]:
    words = [*before, *command(town, verb, "--no-cache", *options)]
    done = subprocess.run(
        words, cwd=town.folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert "Traceback" not in done.stderr
    assert "a bug in the program" not in done.stderr
    return done


def files(folder: Path) -> dict[str, bytes]:
    """Return what a reader could be given: every file but those of hidden names."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not hidden(path.relative_to(folder))
    }


def hidden(path: Path) -> bool:
    return any(part.startswith(".") and part != ".nojekyll" for part in path.parts)


def fresh(town: Town, name: str) -> dict[str, bytes]:
    """Return what a clean build gives."""
    kept, town.output = town.output, town.folder / name
    assert run(town, "build").returncode == 0
    made, town.output = files(town.output), kept
    return made


REFUSED = [
    "/",
    "~",
    "repository",
    "above the repository",
    "content",
    "in content",
    "above content",
    "templates",
    "a link to content",
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_folder_that_could_be_harmed_is_refused(town: Town, name: str) -> None:
    link = town.folder / "link"
    link.symlink_to(town.content)
    places: dict[str, Path] = {
        "/": Path("/"), "~": Path.home(), "repository": ROOT, "above the repository": ROOT.parent, "content": town.content,
        "in content": town.content / "site", "above content": town.folder, "templates": ROOT / "templates", "a link to content": link,
    }  # fmt: skip
    before = files(town.content)
    town.output = places[name]
    for verb in ("build", "clean"):
        done = run(town, verb)
        assert (done.returncode, done.stdout) == (2, "")
        assert "cannot be the output folder" in done.stderr
    assert files(town.content) == before


def test_a_folder_of_somebody_else_is_refused_and_left_as_it_is(town: Town) -> None:
    town.output.mkdir()
    (town.output / "thesis.txt").write_text("mine")
    for verb in ("build", "clean"):
        done = run(town, verb)
        assert done.returncode == 2
        assert "thesis.txt" in done.stderr
    assert files(town.output) == {"thesis.txt": b"mine"}


def test_foreign_and_changed_files_survive_everything(town: Town) -> None:
    assert run(town, "build").returncode == 0
    own = {
        "CNAME": b"a.example",
        "dimensions/mine.html": b"mine",
        "assets/mine.css": b"mine",
        "deep/er/x": b"mine",
        "a b\n.txt": b"mine",
    }
    for path, data in own.items():
        (town.output / path).parent.mkdir(parents=True, exist_ok=True)
        (town.output / path).write_bytes(data)
    (town.output / "guides/tram-to-train.html").write_bytes(b"changed")
    (town.content / "guides/tram-to-train.md").unlink()
    (town.output / "hole").symlink_to("nowhere")
    town.edit("site.yaml", "Trains, trams", "Trams, trains")
    assert run(town, "build").returncode == 0
    assert files(town.output).items() >= own.items() | {("guides/tram-to-train.html", b"changed")}
    (town.output / "about.html").write_bytes(b"changed too")
    before = files(town.output)
    refused = run(town, "build")
    assert refused.returncode == 2
    assert "about.html" in refused.stderr
    assert files(town.output) == before
    assert run(town, "clean").returncode == 0
    assert files(town.output) == own | {
        "guides/tram-to-train.html": b"changed",
        "about.html": b"changed too",
    }
    assert (town.output / "hole").is_symlink()


@pytest.mark.parametrize("page", ["index.html", "dimensions/speed.html", "search-index.js"])
def test_a_folder_in_the_place_of_a_file_is_refused(town: Town, page: str) -> None:
    assert run(town, "build").returncode == 0
    (town.output / page).unlink()
    (town.output / page).mkdir()
    (town.output / page / "mine").write_text("mine")
    town.edit("site.yaml", "Trains, trams", "Trams, trains")
    before = files(town.output)
    done = run(town, "build")
    assert done.returncode == 2
    assert page in done.stderr
    assert files(town.output) == before


@pytest.mark.parametrize("folder", ["dimensions", "assets", "questions"])
def test_a_file_in_the_place_of_a_folder_is_refused(town: Town, folder: str) -> None:
    assert run(town, "build").returncode == 0
    shutil.rmtree(town.output / folder)
    (town.output / folder).write_text("mine")
    before = files(town.output)
    done = run(town, "build")
    assert done.returncode == 2
    assert folder in done.stderr
    assert files(town.output) == before


def test_a_read_only_folder_is_told_and_left_whole(town: Town) -> None:
    assert run(town, "build").returncode == 0
    before = files(town.output)
    town.edit("site.yaml", "Trains, trams", "Trams, trains")
    folders = [town.output, *(path for path in town.output.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = run(town, "build", before=PLAIN_ROOT)
    for folder in folders:
        folder.chmod(0o755)
    assert done.returncode == 2
    assert os.strerror(errno.EACCES) in done.stderr
    assert files(town.output) == before
    assert run(town, "build").returncode == 0
    assert files(town.output) == fresh(town, "fresh")


def test_a_folder_that_cannot_be_made_is_told(town: Town) -> None:
    (town.folder / "closed").mkdir(mode=0o555)
    town.output = town.folder / "closed/site"
    done = run(town, "build", before=PLAIN_ROOT)
    assert done.returncode == 2
    assert str(town.folder / "closed") in done.stderr


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_that_no_file_system_takes_is_told(town: Town, name: str) -> None:
    town.output = town.folder / name
    if "\0" in name:
        with pytest.raises(ValueError, match="null"):
            run(town, "build")
        return
    done = run(town, "build")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def small_disk(town: Town) -> Iterator[Path]:
    """A disk of 300 KB, mounted where root may; the whole site does not fit."""
    place = town.folder / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("this machine lets the test mount no small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_full_disk_is_told_and_leaves_every_page_whole(town: Town, small_disk: Path) -> None:
    whole = fresh(town, "fresh")
    assert sum(map(len, whole.values())) > 300_000
    town.output = small_disk / "site"
    done = run(town, "build")
    assert done.returncode == 2
    assert os.strerror(errno.ENOSPC) in done.stderr
    for path, data in files(town.output).items():
        assert data == whole[path], path
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert run(town, "build").returncode == 0
    assert files(town.output) == whole


def test_a_disk_that_fills_up_in_a_rebuild_leaves_old_or_new_pages(
    town: Town, small_disk: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    town.output = small_disk / "site"
    assert run(town, "build").returncode == 0
    old = files(town.output)
    (small_disk / "filler").write_bytes(b"")
    with suppress(OSError), (small_disk / "filler").open("ab") as filler:
        while True:
            filler.write(bytes(4096))
            filler.flush()
    town.edit("site.yaml", "Trains, trams", "Trams, trains")
    new = fresh(town, "fresh")
    done = run(town, "build")
    assert done.returncode == 2
    for path, data in old.items():
        assert (town.output / path).read_bytes() in {data, new.get(path)}, path
    (small_disk / "filler").unlink()
    assert run(town, "build").returncode == 0
    assert files(town.output) == new


def kill(town: Town, after: float, *options: str) -> bool:
    """Kill a build after some seconds; return whether it was still running."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(
        command(town, "build", *options), cwd=town.folder, start_new_session=True, **quiet
    )  # type: ignore[call-overload]
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def survive_kills(town: Town, number: int, seed: int) -> int:
    """Kill builds at random moments, first ones and rebuilds by turns.

    Return how many were still running.
    """
    chance, killed = random.Random(seed), 0
    versions = [fresh(town, "a")]
    text = (town.content / "site.yaml").read_text()
    town.put("site.yaml", text.replace("Trains, trams", "Trams, trains"))
    versions.append(fresh(town, "b"))
    began = time.monotonic()
    assert run(town, "build", "--no-cache").returncode == 0
    length = time.monotonic() - began
    for turn in range(number):
        if turn % 4 == 0:
            shutil.rmtree(town.output)  # the next is a first build
        town.put("site.yaml", text.replace("Trains, trams", "Trams, trains") if turn % 2 else text)
        began = time.monotonic()
        hit = kill(
            town, chance.uniform(0.3, 1.0) * length, "--no-cache", "--jobs", str(1 + turn % 2)
        )
        killed += hit
        # On a machine that others use, too, the next build may be twice as fast as the last.
        length = length * 1.1 if hit else min(length, time.monotonic() - began)
        for path, data in files(town.output).items():
            assert data in {version.get(path) for version in versions}, (
                f"{path} is neither old nor new after turn {turn}"
            )
        if turn % 3 == 2:
            assert run(town, "build").returncode == 0
            assert files(town.output) == versions[turn % 2], f"turn {turn} was not healed"
            left = [path.name for path in town.output.iterdir() if path.name.startswith(".")]
            assert len(left) <= 2, left
    assert run(town, "build").returncode == 0
    assert files(town.output) == versions[(number - 1) % 2]
    return killed


def test_a_build_killed_at_any_moment_leaves_whole_pages_and_is_healed(town: Town) -> None:
    assert survive_kills(town, KILLS, 1) >= KILLS // 4


def test_a_first_build_that_is_killed_is_known_as_ours(town: Town) -> None:
    whole = fresh(town, "fresh")
    began = time.monotonic()
    run(town, "build")
    length = time.monotonic() - began
    for share in (0.6, 0.8, 0.95):
        shutil.rmtree(town.output, ignore_errors=True)
        kill(town, share * length, "--no-cache")
        assert run(town, "build").returncode == 0
        assert files(town.output) == whole


@pytest.mark.parametrize("state", ["nothing", "an old site"])
def test_two_builds_at_once_are_as_one(town: Town, state: str) -> None:
    if state == "an old site":
        assert run(town, "build").returncode == 0
        town.edit("site.yaml", "Trains, trams", "Trams, trains")
    processes = [
        subprocess.Popen(command(town, "build"), cwd=town.folder, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert files(town.output) == fresh(town, "fresh")


def test_a_build_and_a_clean_at_once_leave_all_or_nothing(town: Town) -> None:
    assert run(town, "build").returncode == 0
    whole = files(town.output)
    pair = [
        subprocess.Popen(command(town, verb), cwd=town.folder, stderr=subprocess.DEVNULL)
        for verb in ("build", "clean")
    ]
    assert [process.wait(120) for process in pair] == [0, 0]
    assert files(town.output) in ({}, whole)


SAME = {
    "plain": ({}, ()),
    "elsewhere in time": (
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
        (),
    ),
    "another locale": (
        {
            "TZ": "America/St_Johns",
            "LC_ALL": "tr_TR.UTF-8",
            "LANGUAGE": "tr",
            "PYTHONHASHSEED": "7",
        },
        (),
    ),
    "two processes": ({"PYTHONHASHSEED": "4242", "PYTHONOPTIMIZE": "2"}, ("--jobs", "2")),
    "warm": ({"PYTHONHASHSEED": "1", "COLUMNS": "20", "NO_COLOR": "1"}, ("warm",)),
}


def test_the_same_content_gives_the_same_bytes_anywhere(town: Town, tmp_path: Path) -> None:
    made: dict[str, dict[str, bytes]] = {}
    for number, (name, (variables, options)) in enumerate(SAME.items()):
        content = tmp_path / f"place {number} \u00e9" / "content"
        # Another order of creation is another order of the folder's entries on most file systems.
        for path in sorted(files(town.content), reverse=number % 2 == 1):
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(town.content / path, content / path)
        output = content.with_name("out")
        cache = ["--no-cache"] if "warm" not in options else []
        words = [
            sys.executable,
            BUILD,
            "--content",
            str(content),
            "--output",
            str(output),
            "-q",
            *cache,
        ]
        more = [option for option in options if option != "warm"]
        environment = {
            **without("LC_ALL", "LANG", "TZ"),
            "SOURCE_DATE_EPOCH": "1767225600",
            **variables,
        }
        for _ in range(2 if "warm" in options else 1):
            subprocess.run(
                [*words, *more], check=True, env=environment, cwd=tmp_path, capture_output=True
            )
        made[name] = {
            path: data for path, data in files(output).items() if not path.startswith(".")
        }
    assert all(tree == made["plain"] for tree in made.values())
    assert not any(str(tmp_path).encode() in data for data in made["plain"].values())
