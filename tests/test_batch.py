"""Remembered entries and several processes give the same bytes, and a cache that is not ours is never opened."""

import gc
import pickle
import re
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidebyside.build import pipeline
from sidebyside.cache.disk import DiskCache, open_disk_cache
from sidebyside.cache.memory import MemoryCache
from sidebyside.content import batch
from sidebyside.content.source import Folder
from sidebyside.render.templating import PageCache, Templates
from sidebyside.site.index import SiteIndex
from tests.conftest import ROOT, Town

BYTES = b"some bytes"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DiskCache:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = open_disk_cache(tmp_path / "cache")
    assert made is not None
    return made


def test_what_was_put_is_got(kept: DiskCache) -> None:
    assert kept.get("a") is None
    kept.put("a", BYTES)
    assert kept.get("a") == BYTES
    again = open_disk_cache(kept.folder)
    assert again is not None
    assert again.get("a") == BYTES


class Bomb:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a foreign file was opened",))


@pytest.mark.parametrize("data", [b"", b"x" * 100, bytes(32) + pickle.dumps(Bomb())])
def test_a_foreign_or_broken_file_is_ignored(kept: DiskCache, data: bytes) -> None:
    kept.put("a", BYTES)
    (kept.folder / "a").write_bytes(data)
    assert kept.get("a") is None


def test_a_file_under_another_name_is_ignored(kept: DiskCache) -> None:
    kept.put("a", BYTES)
    (kept.folder / "a").rename(kept.folder / "b")
    assert kept.get("b") is None


def test_a_folder_that_cannot_be_written_loses_only_the_memory(kept: DiskCache) -> None:
    kept.folder.parent.mkdir(exist_ok=True)
    kept.folder.write_text("a file")
    kept.put("a", BYTES)
    kept.prune([])
    assert kept.get("a") is None


def test_without_a_place_for_the_key_nothing_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert open_disk_cache(tmp_path) is None


def test_the_oldest_are_forgotten(kept: DiskCache, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        kept.put(name, BYTES)
    monkeypatch.setattr("sidebyside.cache.disk.MAX_CACHE_BYTES", 0)
    kept.prune(["b"])
    assert [path.name for path in kept.folder.iterdir()] == ["b"]


def build(town: Town, *options: str) -> dict[str, bytes]:
    town.run("build", "-q", *options)
    return town.tree()


WORDS = (
    "Speed",
    "Price",
    "Top speed",
    "fast",
    "Ferries",
    "train",
    "true",
    "riding",
    "money",
    "Two",
    "count",
    "New",
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "add", "rename", "delete"]),
        st.integers(0, 99),
        st.sampled_from(WORDS),
    ),
    min_size=1,
    max_size=6,
)


@given(CHANGES)
@settings(max_examples=12, deadline=None)
def test_warm_builds_are_cold_builds_whatever_is_edited_added_renamed_and_deleted(
    changes: list[tuple[str, int, str]],
) -> None:
    """Warm is as in serve, with the build before at hand and what was saved."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        templates = Templates(ROOT / "templates", "templates")
        cold = pipeline.BuildJob(
            Folder(town.content, "content"), templates, town.folder / "cold", {}
        )
        lasting = replace(
            cold,
            batch=batch.BatchCompiler(1, MemoryCache()),
            page_cache=PageCache(),
            output=town.folder / "lasting",
        )
        read: dict[str, bytes] = {}
        for what in (None, *changes):
            before = tree(town.content)
            change(town, what)
            shutil.rmtree(cold.output, ignore_errors=True)
            saved = (
                {path for path, _ in tree(town.content).items() ^ read.items()} if read else None
            )
            lasting, read = replace(lasting, saved=saved), tree(town.content)
            next(
                pipeline.build_steps(lasting, {"index.html", "dimensions/speed.html"})
            )  # given up after its first step
            made = [pipeline.build(job) for job in (cold, lasting)]
            assert made[0].problems == made[1].problems
            if made[0].written is None:
                restore(town.content, before)
                continue
            later: dict[str, object] = {
                path: content() for path, content in made[1].later().items()
            }
            assert unnamed(later | tree(lasting.output)) == unnamed(tree(cold.output))


def change(town: Town, what: tuple[str, int, str] | None) -> None:
    """Do one thing that an author may do to one of the files."""
    if what is None:
        return
    kind, number, word = what
    files = sorted(path for path in town.content.rglob("*") if path.is_file())
    path = files[number % len(files)]
    other = path.with_name(f"{path.name.partition('.')[0]}-{number}.{path.name.partition('.')[2]}")
    if kind == "edit":
        path.write_text(path.read_text().replace(word, WORDS[number % len(WORDS)]))
    elif kind == "add":
        shutil.copy(path, other)
    elif kind == "rename":
        path.rename(other)
    else:
        path.unlink()


def restore(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def unnamed(files: Mapping[str, object]) -> dict[str, bytes]:
    """Return files without the part of a static file's name that says which one it is."""
    assert all(isinstance(data, bytes) for data in files.values())
    plain = {_NAMED.sub(r"\1", path): _NAMED.sub(r"\1", str(data)) for path, data in files.items()}
    return {path: data.encode() for path, data in plain.items() if path != ".sidebyside.json"}


_NAMED = re.compile(
    r"((?:assets/|\./|vendor/|url\(\"|\.\./)[\w./-]+)\.(?:[0-9a-f]{10}|live)(?=\.\w)"
)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_server_forgets_the_sites_of_builds_before(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    books: list[weakref.ref[SiteIndex]] = []

    def site_index(*given: Any, **named: Any) -> SiteIndex:
        made = SiteIndex(*given, **named)
        books.append(weakref.ref(made))
        return made

    monkeypatch.setattr(pipeline, "SiteIndex", site_index)
    job = pipeline.BuildJob(
        Folder(town.content, "content"), Templates(ROOT / "templates", "templates"), town.output, {}
    )
    job = replace(job, batch=batch.BatchCompiler(1, MemoryCache()), page_cache=PageCache())
    for number in range(4):
        town.edit("dimensions/speed/index.md", "title: ", f"title: {number} ")
        assert pipeline.build(job).written
    gc.collect()
    assert len(books) == 4
    assert sum(one() is not None for one in books) <= 1


def test_any_number_of_processes_gives_the_same_bytes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MIN_PARALLEL_CHARACTERS", 0)
    trees = []
    for jobs in ("1", "2", "3"):
        town.output = town.folder / jobs
        trees.append(build(town, "--jobs", jobs, "--no-cache"))
    assert trees[0] == trees[1] == trees[2]
