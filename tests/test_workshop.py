"""Remembered entries and several processes give the same bytes, and a cache that is not ours is never opened."""

import pickle
import random
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sidebyside import pipeline, workshop
from sidebyside.desk import Unit
from sidebyside.problems import Place
from sidebyside.render import AtHand, Templates
from sidebyside.source import Folder
from sidebyside.store import Store, open_store
from tests.conftest import FILES, ROOT, Town

UNIT: Unit[object] = Unit("a", Place("a"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = open_store(tmp_path / "cache")
    assert made is not None
    return made


def test_what_was_put_is_got(kept: Store) -> None:
    assert kept.get("a") is None
    kept.put("a", UNIT)
    assert kept.get("a") == UNIT
    again = open_store(kept.folder)
    assert again is not None
    assert again.get("a") == UNIT


class Bomb:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a foreign file was opened",))


@pytest.mark.parametrize("data", [b"", b"x" * 100, bytes(32) + pickle.dumps(Bomb())])
def test_a_foreign_or_broken_file_is_ignored(kept: Store, data: bytes) -> None:
    kept.put("a", UNIT)
    (kept.folder / "a").write_bytes(data)
    assert kept.get("a") is None


def test_a_file_under_another_name_is_ignored(kept: Store) -> None:
    kept.put("a", UNIT)
    (kept.folder / "a").rename(kept.folder / "b")
    assert kept.get("b") is None


def test_a_folder_that_cannot_be_written_loses_only_the_memory(kept: Store) -> None:
    kept.folder.parent.mkdir(exist_ok=True)
    kept.folder.write_text("a file")
    kept.put("a", UNIT)
    kept.prune([])
    assert kept.get("a") is None


def test_without_a_place_for_the_key_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert open_store(tmp_path) is None


def test_the_oldest_are_forgotten(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        kept.put(name, UNIT)
    monkeypatch.setattr("sidebyside.store.LARGEST", 0)
    kept.prune(["b"])
    assert [path.name for path in kept.folder.iterdir()] == ["b"]


def build(town: Town, *options: str) -> dict[str, bytes]:
    town.run("build", "-q", *options)
    return town.tree()


def test_warm_builds_are_cold_builds_after_any_edits(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(town.folder / "state"))
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder)
    (town.folder / "templates").symlink_to(Path(__file__).parent.parent / "templates")
    chance = random.Random(11)
    town.remembers = True
    warm, cold = town.folder / "warm", town.folder / "cold"
    for step in range(8):
        path = chance.choice([name for name in FILES if name.startswith(("dimensions/", "questions/", "myths/"))])
        old = (town.content / path).read_text()
        town.put(path, old.replace("\n---\n", f"\n# {step}\n---\n", 1) if path.endswith(".md") else f"{old}# {step}\n")
        trees = []
        for output, options in ((warm, []), (cold, ["--no-cache"])):
            town.output = output
            trees.append(build(town, *options))
        assert trees[0] == trees[1]
    assert (town.folder / ".cache/entries").is_dir()


def test_builds_of_one_process_are_cold_builds_after_any_edits(town: Town) -> None:
    """As in serve: entries and pages of the build before are at hand."""
    chance = random.Random(7)
    words = ("Speed", "Price", "Top speed", "fast", "Ferries", "train", "true", "riding", "money", "Two", "count")
    templates = Templates(ROOT / "templates", "templates")
    job = pipeline.Job(Folder(town.content, "content"), templates, town.folder / "cold", {})
    lasting = replace(job, workshop=workshop.Workshop(1, None, {}), at_hand=AtHand(), output=town.folder / "warm")
    differing = 0
    for step in range(40):
        path = chance.choice([name for name in FILES if not name.endswith(".json")])
        before = (town.content / path).read_text()
        town.put(path, before.replace(chance.choice(words), f"New {step}" if step % 3 else chance.choice(words)))
        warm = pipeline.build(lasting)
        shutil.rmtree(job.output, ignore_errors=True)
        cold = pipeline.build(job)
        assert warm.problems == cold.problems
        if cold.written is None:
            town.put(path, before)
        else:
            later: dict[str, object] = {
                path: content() if callable(content) else content for path, content in warm.later().items()
            }
            assert unnamed(later | tree(lasting.output)) == unnamed(tree(job.output)), (path, step)
            differing += 1
    assert differing > 10


def unnamed(files: Mapping[str, object]) -> dict[str, bytes]:
    """Return files without the part of a static file's name that says which one it is."""
    assert all(isinstance(data, bytes) for data in files.values())
    plain = {_NAMED.sub(r"\1", path): _NAMED.sub(r"\1", str(data)) for path, data in files.items()}
    return {path: data.encode() for path, data in plain.items() if path != ".sidebyside.json"}


_NAMED = re.compile(r"((?:assets/|\./|vendor/|url\(\"|\.\./)[\w./-]+)\.(?:[0-9a-f]{10}|live)(?=\.\w)")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_any_number_of_processes_gives_the_same_bytes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "WORTH_A_PROCESS", 0)
    trees = []
    for jobs in ("1", "2", "3"):
        town.output = town.folder / jobs
        trees.append(build(town, "--jobs", jobs, "--no-cache"))
    assert trees[0] == trees[1] == trees[2]
