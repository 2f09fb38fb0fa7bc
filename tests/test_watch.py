"""No save is missed.

What is written, replaced, moved and removed below the watched folders is told, and nothing else.
"""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sidebyside.serve import watcher
from sidebyside.serve.watcher import changed_paths, scan_folders, watch_saves
from tests.conftest import aside

PATIENCE = 20
Act = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("a/one.md", "a/two.md", "b/three.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("1")
    return tmp_path.resolve()


def told_of(folder: Path, act: Act, wanted: set[str]) -> set[str]:
    """Return the paths that are told from an act on until all that are wanted have been."""
    found: set[str] = set()
    threads: set[int] = set()

    async def follow() -> None:
        async for group in watch_saves((folder,), scan_folders((folder,))):
            threads.add(threading.active_count())
            found.update(Path(path).relative_to(folder).as_posix() for path in group)

    async def run() -> None:
        before = threading.active_count()
        following = asyncio.create_task(follow())
        async with asyncio.timeout(PATIENCE):
            while "probe" not in found and not following.done():  # until the watch stands
                (folder / "probe").write_text("")
                await asyncio.sleep(0.03)
            found.clear()
            act(folder)
            while not wanted <= found and not following.done():
                await asyncio.sleep(0.01)
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        assert threads == {before}, "a build may fork, and a process with threads must not"

    aside(lambda: asyncio.run(run()))
    return found - {"probe"}


def replace_as_editors_do(place: Path) -> None:
    place.rename(f"{place}~")
    place.write_text("2")
    Path(f"{place}~").unlink()


def new_folder(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text("1")


@pytest.mark.parametrize("system", ["watching", "silent"])
@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        pytest.param(lambda f: (f / "a/one.md").write_text("2"), {"a/one.md"}, id="a write"),
        pytest.param(lambda f: (f / "a/new.md").write_text("1"), {"a/new.md"}, id="a new file"),
        pytest.param(lambda f: (f / "a/one.md").unlink(), {"a/one.md"}, id="a removed file"),
        pytest.param(
            lambda f: (f / "a/one.md").rename(f / "b/1.md"),
            {"a/one.md", "b/1.md"},
            id="a moved file",
        ),
        pytest.param(
            lambda f: replace_as_editors_do(f / "a/one.md"), {"a/one.md"}, id="rename and replace"
        ),
        pytest.param(
            lambda f: new_folder(f / "c/d/new.md"), {"c/d/new.md"}, id="a file in new folders"
        ),
        pytest.param(
            lambda f: shutil.rmtree(f / "a"), {"a/one.md", "a/two.md"}, id="a removed folder"
        ),
        pytest.param(
            lambda f: [(f / p).write_text("2") for p in ("a/two.md", "b/three.md")],
            {"a/two.md", "b/three.md"},
            id="two",
        ),
    ],
)
def test_every_kind_of_save_is_told(
    folder: Path, act: Act, wanted: set[str], system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "silent":
        monkeypatch.setattr(watcher, "watch", refuse)
    told_of(folder, act, wanted)


def refuse(*_: object, **__: object) -> Iterator[None]:
    yield from ()
    raise OSError(28, "No space left on device")


def test_a_moved_folder_is_told(folder: Path) -> None:
    assert told_of(folder, lambda f: (f / "a").rename(f / "c"), {"c"}) & {"a", "a/one.md"}


def test_what_editors_keep_for_themselves_is_not_told(folder: Path) -> None:
    def act(folder: Path) -> None:
        (folder / ".git").mkdir()
        for path in (".git/index", "a/.one.md.swp", ".hidden"):
            (folder / path).write_text("1")
        new_folder(folder / "a/__pycache__/one.pyc")
        (folder / "b/three.md").write_text("2")

    assert told_of(folder, act, {"b/three.md"}) == {"b/three.md"}


def test_a_save_before_the_watch_stands_is_told(folder: Path) -> None:
    async def first() -> frozenset[str]:
        seen = scan_folders((folder,))
        (folder / "a/one.md").write_text("22")
        async for group in watch_saves((folder,), seen):
            return group
        return frozenset()

    assert aside(lambda: asyncio.run(asyncio.wait_for(first(), PATIENCE))) == {
        str(folder / "a/one.md")
    }


def test_saves_while_the_receiver_works_come_next(folder: Path) -> None:
    """The receiver blocks everything, as a build does.

    The last state is told all the same, whatever the number of saves.
    """
    read: list[str] = []

    async def follow() -> None:
        async for _ in watch_saves((folder,), scan_folders((folder,))):
            read.append((folder / "a/one.md").read_text())
            if len(read) < 10:
                (folder / "a/one.md").write_text(f"save {len(read)}")
            else:
                return

    async def run() -> None:
        following = asyncio.create_task(follow())
        async with asyncio.timeout(PATIENCE):
            while not read:
                (folder / "a/two.md").write_text("again")
                await asyncio.sleep(0.03)
            await following

    aside(lambda: asyncio.run(run()))
    assert read[-1] == "save 9"


def test_two_looks_differ_after_every_kind_of_save(folder: Path) -> None:
    def replaced_by_its_like() -> None:
        info = (folder / "a/one.md").stat()
        (folder / "a/other").write_text("2")
        os.utime(folder / "a/other", ns=(info.st_atime_ns, info.st_mtime_ns))
        (folder / "a/other").replace(
            folder / "a/one.md"
        )  # the same size, the same time, another file

    for act in (
        lambda: (folder / "a/new.md").write_text("1"),
        lambda: (folder / "a/new.md").rename(folder / "b/new.md"),
        lambda: (folder / "a/one.md").write_text("22"),
        replaced_by_its_like,
        lambda: (folder / "b/new.md").unlink(),
    ):
        before = scan_folders((folder,))
        act()
        assert changed_paths(before, scan_folders((folder,)))
    assert not changed_paths(before := scan_folders((folder, folder / "nowhere")), before)


def test_a_link_that_leads_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "file").write_text("1")
    assert "file" in scan_folders((tmp_path,))[tmp_path]
