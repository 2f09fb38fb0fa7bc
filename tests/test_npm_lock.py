"""Locks of npm that come with content: exact versions with hashes, and nothing else."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidebyside.content.source import Folder, Source
from sidebyside.diagnostics import Diagnostic
from sidebyside.evidence import environments, npm_lock
from sidebyside.evidence.environments import Ready, Unready
from sidebyside.evidence.npm_lock import NpmLock
from sidebyside.evidence.sandbox import Invocation, Isolation, Limits, execute, find_isolation
from sidebyside.model.entries import Environment
from tests.conftest import ROOT, Town

LOCKS = sorted(ROOT.glob("examples/*/environments/*package-lock.json"))
INTEGRITY = f"sha512-{'A' * 86}=="
TEA = "node_modules/tea"


def lock(**changes: Any) -> dict[str, Any]:
    """Return a good lock, whose package `tea` has other keys where `changes` say so."""
    tea = {"version": "1.2.3", "integrity": INTEGRITY, **changes}
    return {
        "name": "x",
        "lockfileVersion": 3,
        "packages": {"": {"dependencies": {"tea": "^1.2.0"}}, TEA: tea},
    }


def read(data: object) -> NpmLock | tuple[Diagnostic, ...]:
    text = data if isinstance(data, str) else json.dumps(data, indent=2)
    return npm_lock.read_npm_lock(Source("environments/lock.json", text))


def test_versions_and_hashes_are_taken_over_and_nothing_else() -> None:
    whole = lock(
        resolved="https://evil.example/tea.tgz",
        hasInstallScript=True,
        bin={"tea": "../../../etc/passwd"},
        dependencies={"cup": ">=1 <3"},
    )
    nested = {"version": "2.0.0-rc.1", "integrity": INTEGRITY, "optional": True, "os": ["linux"]}
    whole["packages"][f"{TEA}/node_modules/@scope/cup"] = nested
    found = read(whole)
    assert isinstance(found, NpmLock)
    assert found.versions == {"tea": "1.2.3"}
    files = found.as_files()
    assert "evil" not in str(files)
    assert json.loads(files["package-lock.json"])["packages"] == {
        "": {"name": "environment", "version": "1.0.0", "dependencies": {"tea": "^1.2.0"}},
        TEA: {"version": "1.2.3", "integrity": INTEGRITY, "dependencies": {"cup": ">=1 <3"}},
        f"{TEA}/node_modules/@scope/cup": nested,
    }


BAD: dict[str, Callable[[], object]] = {
    "a link": lambda: lock(link=True),
    "a bundled package": lambda: lock(inBundle=True),
    "an alias": lambda: lock(name="cup"),
    "no version": lambda: lock(version=None),
    "a version that is an address": lambda: lock(version="git+ssh://evil.example/tea.git"),
    "a range": lambda: lock(version="^1.0.0"),
    "no integrity": lambda: lock(integrity=None),
    "a weak integrity": lambda: lock(integrity="sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="),
    "a dependency of git": lambda: lock(dependencies={"cup": "git+https://evil.example/c.git"}),
    "a dependency of GitHub": lambda: lock(dependencies={"cup": "evil/cup"}),
    "a dependency of a file": lambda: lock(optionalDependencies={"cup": "file:../../etc"}),
    "a dependency with another name": lambda: lock(dependencies={"cup": "npm:evil@1"}),
    "a dependency that climbs": lambda: lock(dependencies={"../cup": "1"}),
    "dependencies that are a list": lambda: lock(dependencies=["cup"]),
    "a package that is text": lambda: {"lockfileVersion": 3, "packages": {TEA: "1.0.0"}},
    "a place that climbs": lambda: {"lockfileVersion": 3, "packages": {"../../x": lock()}},
    "a place in a package": lambda: {"lockfileVersion": 3, "packages": {f"{TEA}/../..": {}}},
    "an old format": lambda: {"lockfileVersion": 1, "dependencies": {}},
    "a list": list,
    "damaged": lambda: '{"lockfileVersion": 3, ',
    "nested": lambda: "[" * 100_000,
    "too many packages": lambda: {
        "lockfileVersion": 3,
        "packages": {f"node_modules/tea{n}": {} for n in range(npm_lock.MAX_NPM_PACKAGES + 1)},
    },
    "a root that asks for an address": lambda: {
        "lockfileVersion": 3,
        "packages": {"": {"dependencies": {"tea": "https://evil.example/tea.tgz"}}},
    },
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_anything_else_is_refused_with_its_place(bad: Callable[[], object]) -> None:
    found = read(bad())
    assert not isinstance(found, NpmLock)
    assert found
    assert all(problem.is_error and problem.place.line >= 1 for problem in found)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.parent.parent.name)
def test_the_locks_of_the_repository_are_read_and_name_no_registry(path: Path) -> None:
    text = path.read_text()
    assert isinstance(read(text), NpmLock)
    assert '"resolved"' not in text


def provide(tmp_path: Path, text: str) -> Ready | Unready:
    (tmp_path / "content/environments").mkdir(parents=True)
    (tmp_path / "content/environments/lock.json").write_text(text)
    return environments.provide_environment(
        Environment("node", "Node", npm="lock.json"),
        Folder(tmp_path / "content", "content"),
        tmp_path / "cache",
        ["tea"],
    )


def test_a_refused_lock_installs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(*_: object) -> str:
        raise AssertionError("nothing may be installed")

    monkeypatch.setattr(environments, "_do", install)
    found = provide(tmp_path, json.dumps(lock(link=True)))
    assert isinstance(found, Unready)
    assert "links, bundled packages and aliases" in found.detail
    assert "environments/lock.json" in found.detail


def test_a_machine_without_npm_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found_before = shutil.which
    monkeypatch.setattr(
        shutil, "which", lambda name, **more: None if name == "npm" else found_before(name, **more)
    )
    found = provide(tmp_path, json.dumps(lock()))
    assert isinstance(found, Unready)
    assert (found.reason, found.missing) == ("this machine has no npm", True)


def test_what_npm_says_is_told_and_the_next_attempt_starts_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No registry has such a package with this hash; without a network npm says so in other words.
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    found = provide(tmp_path, json.dumps(lock()))
    assert isinstance(found, Unready)
    assert found.reason == "its packages of npm could not be installed"
    assert found.detail
    assert not list(tmp_path.glob("cache/environments/*/ready"))


@pytest.mark.parametrize("isolation", [find_isolation(), Isolation()], ids=["best", "plain"])
def test_node_finds_the_packages_and_nothing_else_is_left(
    isolation: Isolation, tmp_path: Path
) -> None:
    modules = tmp_path / "node_modules"
    (modules / "tea").mkdir(parents=True)
    (modules / "tea/index.js").write_text("module.exports = 'hot';")
    tmp_path.chmod(0o755)
    program = "import tea from 'tea'; console.log(tea);"
    node = shutil.which("node")
    assert node is not None
    run = Invocation(
        (node, "main.mjs"),
        {"main.mjs": program},
        bin=Path(node).parent,
        readable=(modules, Path(node).resolve().parent.parent),
        node_modules=modules,
    )
    ran = execute(run, isolation, Limits(), threading.Event())
    assert (ran.ended, ran.code, ran.stdout, ran.strayed) == ("exit", 0, b"hot\n", ())
    assert (modules / "tea/index.js").exists()


def test_an_environment_that_lacks_what_it_needs_says_so(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("environments/bare.yaml", "title: Bare\n")
    town.put("environments/lost.yaml", "python: '3.13'\nnpm: lost.json\n")
    town.put("environments/other.yaml", "title: x\nlock: lock.txt\n")
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert "bare.yaml:1:1: error[missing-key]: an environment needs the key 'python'" in told
    assert "lost.yaml:2:6: error[unreadable]: there is no lock file 'lost.json'" in told
    assert "other.yaml:2:1: error[missing-key]: a lock of Python packages needs" in told


def test_an_environment_without_python_is_enough_where_nothing_runs_on_it(town: Town) -> None:
    for key in ("train", "tram", "ferry"):
        town.edit("site.yaml", f"key: {key}", f"key: {key}\n    run: [node, '{{file}}']")
    town.put("environments/node.yaml", "title: Node\n")
    assert town.run("check") == 0
