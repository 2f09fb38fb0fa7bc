"""Remembered entries and several processes give the same bytes, and a cache that is not ours is never opened."""

import pickle
import random
from pathlib import Path

import pytest

from sidebyside import workshop
from sidebyside.desk import Unit
from sidebyside.problems import Place
from tests.conftest import FILES, Town

UNIT: Unit[object] = Unit("a", Place("a"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> workshop.Store:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    store = workshop.open_store(tmp_path / "cache")
    assert store is not None
    return store


def test_what_was_put_is_got(kept: workshop.Store) -> None:
    assert kept.get("a") is None
    kept.put("a", UNIT)
    assert kept.get("a") == UNIT
    again = workshop.open_store(kept.folder.parent)
    assert again is not None
    assert again.get("a") == UNIT


class Bomb:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a foreign file was opened",))


@pytest.mark.parametrize("data", [b"", b"x" * 100, bytes(32) + pickle.dumps(Bomb())])
def test_a_foreign_or_broken_file_is_ignored(kept: workshop.Store, data: bytes) -> None:
    kept.put("a", UNIT)
    (kept.folder / "a").write_bytes(data)
    assert kept.get("a") is None


def test_a_file_under_another_name_is_ignored(kept: workshop.Store) -> None:
    kept.put("a", UNIT)
    (kept.folder / "a").rename(kept.folder / "b")
    assert kept.get("b") is None


def test_a_folder_that_cannot_be_written_loses_only_the_memory(kept: workshop.Store) -> None:
    kept.folder.parent.mkdir(exist_ok=True)
    kept.folder.write_text("a file")
    kept.put("a", UNIT)
    kept.prune([])
    assert kept.get("a") is None


def test_without_a_place_for_the_key_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert workshop.open_store(tmp_path) is None


def test_the_oldest_are_forgotten(kept: workshop.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        kept.put(name, UNIT)
    monkeypatch.setattr(workshop, "LARGEST", 0)
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


def test_any_number_of_processes_gives_the_same_bytes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "WORTH_A_PROCESS", 0)
    trees = []
    for jobs in ("1", "2", "3"):
        town.output = town.folder / jobs
        trees.append(build(town, "--jobs", jobs, "--no-cache"))
    assert trees[0] == trees[1] == trees[2]
