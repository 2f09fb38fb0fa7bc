"""Reading a folder once more.

Only what was saved is looked at, and what is found is what reading everything finds.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidebyside.cache.memory import MemoryCache
from sidebyside.content import loader
from sidebyside.content.source import Folder
from tests.conftest import Town

MYTH = "---\nclaim: It sinks\nverdict: wrong\njudgement: true\n---\nIt does not.\n"
# What is done to the folder, the paths that the system names, and whether the whole folder has to
# be read.
SAVES: dict[str, tuple[Callable[[Path], object], set[str], bool]] = {
    "nothing": (lambda _: None, set(), False),
    "an edit": (lambda root: (root / "myths/ferries-sink.md").write_text(MYTH), {"myths/ferries-sink.md"}, False),
    "a new file": (lambda root: (root / "myths/new.md").write_text(MYTH), {"myths/new.md"}, False),
    "a file that goes": (lambda root: (root / "myths/ferries-sink.md").unlink(), {"myths/ferries-sink.md"}, False),
    "a file that moves": (
        lambda root: (root / "myths/ferries-sink.md").rename(root / "myths/a.md"),
        {"myths/ferries-sink.md", "myths/a.md"}, False,
    ),
    "a file that came and went": (lambda _: None, {"myths/4913"}, False),
    "a new folder": (lambda root: shutil.copytree(root / "dimensions/speed", root / "dimensions/a"), {"dimensions/a"}, True),
    "a file in a new folder": (
        lambda root: shutil.copytree(root / "dimensions/speed", root / "dimensions/a"), {"dimensions/a/index.md"}, True,
    ),
    "a folder that goes": (lambda root: shutil.rmtree(root / "dimensions/speed"), {"dimensions/speed"}, True),
    "a folder that moves": (
        lambda root: (root / "dimensions/speed").rename(root / "dimensions/a"), {"dimensions/speed", "dimensions/a"}, True,
    ),
    "a new link": (lambda root: (root / "myths/a.md").symlink_to("ferries-sink.md"), {"myths/a.md"}, True),
    "a hidden file": (lambda root: (root / "myths/.a.md").write_text(MYTH), {"myths/.a.md"}, True),
    "a cache": (lambda root: (root / "myths/__pycache__").write_text(MYTH), {"myths/__pycache__"}, True),
    "a name that cannot be read": (lambda root: (root / "myths/a\u200b.md").write_text(MYTH), {"myths/a\u200b.md"}, True),
}  # fmt: skip


@pytest.mark.parametrize("name", SAVES)
def test_what_was_saved_is_read_and_nothing_else(
    town: Town, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder, memory = Folder(town.content, "content"), MemoryCache()
    loader.load_content(folder, memory)
    save, saved, whole = SAVES[name]
    save(town.content)
    walks: list[object] = []
    walk = loader._walk

    def seen(*given: Any, **how: Any) -> Iterator[str]:
        walks.append(given[1])
        return walk(*given, **how)

    monkeypatch.setattr(loader, "_walk", seen)
    read = loader.load_content(folder, memory, saved)
    assert ("" in walks) == whole
    assert read == loader.load_content(folder)


def test_what_was_wrong_with_a_name_is_mended_by_another(town: Town) -> None:
    bad, good = town.content / "myths/a\u200b.md", town.content / "myths/a.md"
    bad.write_text(MYTH)
    folder, memory = Folder(town.content, "content"), MemoryCache()
    assert loader.load_content(folder, memory).problems
    bad.rename(good)
    assert loader.load_content(
        folder, memory, {"myths/a\u200b.md", "myths/a.md"}
    ) == loader.load_content(folder)


def test_where_there_are_links_everything_is_looked_at(town: Town) -> None:
    (town.content / "myths/a.md").symlink_to("ferries-sink.md")
    folder, memory = Folder(town.content, "content"), MemoryCache()
    loader.load_content(folder, memory)
    town.put("myths/new.md", MYTH)
    assert loader.load_content(folder, memory, {"myths/new.md"}) == loader.load_content(folder)
