"""Lock files that install on any day.

Extras are carried, every import is declared, the oldest pip installs them.
"""

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tools import locks

# What Python 3.11's `venv` brings on Debian 12.
OLDEST_PIP = "23.0.1"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[([^\]]+)\])?==(\S+)", re.MULTILINE)
_SUPPORTED = [
    {"python_version": version, "sys_platform": "linux"}
    for version in ("3.11", "3.12", "3.13", "3.14")
]

LOCKS = [lock.path for lock in locks.locks()]


def pins(path: Path) -> dict[str, frozenset[str]]:
    """Return each package that a lock names, with the extras it names of it."""
    found: dict[str, set[str]] = {}
    for name, extras, _ in _PIN.findall(path.read_text("utf-8")):
        found.setdefault(canonicalize_name(name), set()).update(
            filter(None, re.split(r"\s*,\s*", extras))
        )
    return {name: frozenset(extras) for name, extras in found.items()}


def environments() -> Iterator[tuple[Path, list[Distribution]]]:
    """Yield each lock whose packages are installed on this machine, with their metadata."""
    yield ROOT / "requirements-dev.lock", list(distributions())
    yield ROOT / "requirements.lock", list(distributions())


def wanted_extras(listed: list[Distribution]) -> Iterator[tuple[str, str, str]]:
    """Yield who asks whom for which extra, as far as that can be on a supported Python."""
    for distribution in listed:
        name = canonicalize_name(distribution.metadata["Name"])
        for text in distribution.requires or []:
            requirement = Requirement(text)
            marker = requirement.marker
            if marker and not any(marker.evaluate({**where, "extra": ""}) for where in _SUPPORTED):
                continue
            for extra in requirement.extras:
                yield name, canonicalize_name(requirement.name), extra


def test_every_lock_of_the_repository_is_made_by_one_command() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    hashed = {
        name
        for name in tracked
        if name.endswith((".lock", ".txt")) and "--hash=sha256:" in (ROOT / name).read_text()
    }
    assert hashed == {path.relative_to(ROOT).as_posix() for path in LOCKS}


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path, _ in environments()])
def test_a_lock_carries_the_extras_that_its_packages_ask_each_other_for(path: Path) -> None:
    locked = pins(path)
    asked = [
        one for one in wanted_extras(list(distributions())) if one[0] in locked and one[1] in locked
    ]
    assert asked, "nothing asks for an extra: the test sees nothing"
    assert [one for one in asked if one[2] not in locked[one[1]]] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_lock_carries_the_extras_of_its_input(path: Path) -> None:
    """What an input asks for with an extra stands so in the lock.

    Uv leaves that out unless it is told not to.
    """
    locked = pins(path)
    lock = next(lock for lock in locks.locks() if lock.path == path)
    for name in lock.inputs:
        source = path.parent / name
        lines = source.read_text("utf-8").splitlines() if source.suffix == ".in" else []
        for line in lines:
            if line.strip() and not line.startswith("#"):
                requirement = Requirement(line)
                assert requirement.extras <= locked[canonicalize_name(requirement.name)], line


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = {
        canonicalize_name(Requirement(text).name) for text in project["project"]["dependencies"]
    }
    development = runtime | {
        canonicalize_name(Requirement(text).name) for text in project["dependency-groups"]["dev"]
    }
    providers = {
        module: {canonicalize_name(name) for name in names}
        for module, names in packages_distributions().items()
    }
    own = {"sidebyside", "tests", "tools", "benchmarks", "build"}
    for folder, declared in (
        ("sidebyside", runtime),
        ("tools", development),
        ("tests", development),
    ):
        for path in sorted((ROOT / folder).rglob("*.py")):
            # What runs inside the WebAssembly runtime has that runtime's own packages.
            host = {"pyodide", "_key_derivation"} if path.parent.name == "host" else set()
            for module in imports(path) - own - host - set(sys.stdlib_module_names):
                assert providers.get(module, {module}) & declared, (
                    f"{path.relative_to(ROOT)} imports {module}"
                )


def imports(path: Path) -> set[str]:
    """Return the top-level modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def wheel(folder: Path, name: str, version: str, *requires: str) -> str:
    """Write a wheel without code, and return its line in a lock."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    extras = "Provides-Extra: toml\n" if name == "measured" else ""
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{extras}"
    metadata += "".join(f"Requires-Dist: {text}\n" for text in requires)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


@pytest.fixture(scope="module")
def oldest_pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python with the oldest pip that a supported Python brings."""
    folder = tmp_path_factory.mktemp("pip")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"pip=={OLDEST_PIP}",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return python


def install(python: Path, index: Path, lock: str) -> subprocess.CompletedProcess[str]:
    requirements = index / "requirements.lock"
    requirements.write_text(lock)
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--force-reinstall",
        "--no-index",
    ]
    command += ["--find-links", str(index), "--require-hashes", "-r", str(requirements)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_newer_release_of_a_package_with_an_extra_breaks_no_lock_that_carries_it(
    oldest_pip: Path, tmp_path: Path
) -> None:
    user = wheel(tmp_path, "user", "1.0", "measured[toml]>=1.0")
    locked = wheel(tmp_path, "measured", "1.0")
    wheel(tmp_path, "measured", "1.1")  # published after the lock was made
    without = install(oldest_pip, tmp_path, f"{user}\n{locked}\n")
    assert without.returncode != 0
    assert (
        "In --require-hashes mode, all requirements must have their versions pinned"
        in without.stderr
    )
    carried = install(
        oldest_pip, tmp_path, f"{user}\n{locked.replace('measured==', 'measured[toml]==')}\n"
    )
    assert carried.returncode == 0, carried.stderr
