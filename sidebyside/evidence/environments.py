"""Where programs run: finding an interpreter, making a virtual environment of a lock, and keeping it until one of them changes.

    provide(environment, content, cache, packages) -> Ready | Unready

An environment lies in `<cache>/environments/<name>-<hash>`, where the hash is of the lock and the interpreter. It is made in
its place, because the scripts of a virtual environment name the folder that they were made in, and counts only from the moment
when the mark `ready` stands in it, the last thing written. Two commands that want the same one wait for each other.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sidebyside.content.source import Folder
from sidebyside.diagnostics import Diagnostic
from sidebyside.model.entries import Environment

KEPT_DAYS = 30
_ASK = """
import json, platform, sys
print(json.dumps([getattr(sys, "_base_executable", "") or sys.executable, platform.python_version()]))
"""
_ASK_VERSIONS = """
import json, sys
from importlib.metadata import PackageNotFoundError, version
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python on this machine: where it is, and its whole version."""

    path: Path
    version: str

    def fits(self, wanted: str) -> bool:
        """Tell whether it is a `3.13`, or exactly a `3.13.1`."""
        return self.version == wanted or re.match(rf"{re.escape(wanted)}\.\d", self.version) is not None


@dataclass(frozen=True, slots=True)
class Ready:
    """An environment that programs can run in.

    `packages` maps the names that were asked for to their versions, `modules` what can be imported to the packages that
    bring it.
    """

    name: str
    python: Path
    version: str
    packages: dict[str, str]
    modules: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def bin(self) -> Path:
        """Return the folder of its commands."""
        return self.python.parent


@dataclass(frozen=True, slots=True)
class Unready:
    """An environment that cannot be had: because its interpreter is `missing`, or because making it failed."""

    name: str
    reason: str
    missing: bool = False
    detail: str = ""


EnvironmentProvider = Callable[[Environment, Folder, Path, Sequence[str]], Ready | Unready]


def provide_environment(environment: Environment, content: Folder, cache: Path, packages: Sequence[str]) -> Ready | Unready:
    """Find or make an environment, and read the versions of `packages` in it; `cache` is the repository's `.cache`."""
    lock = _lock(environment, content)
    if isinstance(lock, Diagnostic):
        return Unready(environment.name, f"{lock.place.path}: {lock.message}")
    interpreter = find_interpreter(environment.python)
    if interpreter is None:
        return Unready(environment.name, f"this machine has no Python {environment.python}", missing=True)
    digest = hashlib.sha256(f"{interpreter.path}\0{interpreter.version}\0".encode() + lock).hexdigest()[:16]
    folder = cache.absolute() / "environments" / f"{environment.name}-{digest}"
    with _alone(folder):
        trouble = "" if (folder / "ready").exists() else _make(interpreter, folder, lock)
    if trouble:
        return Unready(environment.name, "the environment could not be made", detail=trouble)
    (folder / "ready").touch()
    _forget(folder.parent)
    python = _python(folder / "venv")
    return Ready(
        environment.name, python, interpreter.version, installed_versions(python, packages), importable_modules(python)
    )


def _lock(environment: Environment, content: Folder) -> bytes | Diagnostic:
    """Read the lock, which lies in content/environments/ and nowhere else."""
    whole = content.read_bytes(f"environments/{environment.lock}")
    if isinstance(whole, Diagnostic):
        return whole
    return Folder(content.root / "environments", content.shown("environments")).read_bytes(environment.lock)


def installed_versions(python: Path, packages: Sequence[str]) -> dict[str, str]:
    """Return the versions of the packages that are installed for an interpreter, by the names that were asked for."""
    if not packages:
        return {}
    answer = _ask([str(python), "-I", "-c", _ASK_VERSIONS, *packages])
    return dict(json.loads(answer)) if answer else {}


_ASK_MODULES = """
import json
from importlib.metadata import packages_distributions, version
print(json.dumps({name: {dist: version(dist) for dist in dists} for name, dists in packages_distributions().items()}))
"""


def importable_modules(python: Path) -> dict[str, dict[str, str]]:
    """Return what can be imported by an interpreter: for each module the packages that bring it, with their versions."""
    answer = _ask([str(python), "-I", "-c", _ASK_MODULES])
    return dict(json.loads(answer)) if answer else {}


def find_interpreter(wanted: str) -> Interpreter | None:
    """Return an interpreter of a version such as `3.13` or `3.13.1`: this one, on PATH, of pyenv, or one that uv knows."""
    seen = set()
    for candidate in _candidates(wanted):
        real = os.path.realpath(candidate)
        # pyenv's shims are all one file, which acts by the name that it is called by.
        if (real, candidate.name) not in seen and (found := inspect_interpreter(candidate)) and found.fits(wanted):
            return found
        seen.add((real, candidate.name))
    return None


def inspect_interpreter(python: Path) -> Interpreter | None:
    """Ask an interpreter for its version, and for the one that it is a virtual environment of."""
    answer = _ask([str(python), "-I", "-c", _ASK])
    try:
        path, version = json.loads(answer)
    except ValueError:
        return None
    return Interpreter(Path(path), version)


def _candidates(wanted: str) -> Iterator[Path]:
    """Yield files that may be the interpreter, those that cost least first."""
    minor = ".".join(wanted.split(".")[:2])
    if minor == f"{sys.version_info.major}.{sys.version_info.minor}":
        yield Path(sys.executable)
    for name in (f"python{minor}", "python3", "python"):
        yield from (Path(found) for folder in os.get_exec_path() if (found := shutil.which(name, path=folder)))
    for root in _pyenv_roots():
        yield from sorted((_python(folder) for folder in root.glob(f"versions/{minor}.*")), key=_newest, reverse=True)
    if uv := _uv():
        found = _ask([uv, "python", "find", "--offline", "--no-python-downloads", "--no-project", wanted])
        yield from map(Path, found.splitlines())


def _pyenv_roots() -> Iterator[Path]:
    yield from map(Path, filter(None, [os.environ.get("PYENV_ROOT")]))
    with contextlib.suppress(RuntimeError):
        yield Path.home() / ".pyenv"
    if shutil.which("pyenv"):
        yield from map(Path, _ask(["pyenv", "root"]).splitlines())


def _newest(python: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", python.parent.parent.name)]


def _python(folder: Path) -> Path:
    """Return the interpreter of an installation or a virtual environment."""
    if os.name == "nt":
        inner = folder / "Scripts" / "python.exe"
        return inner if inner.exists() else folder / "python.exe"
    return folder / "bin" / "python"


def _uv() -> str:
    """Return the command uv when it is there and works: a shim on PATH may lead nowhere."""
    found = shutil.which("uv")
    return found if found and _ask([found, "--version"]) else ""


def _make(interpreter: Interpreter, folder: Path, lock: bytes) -> str:
    """Make a virtual environment from nothing, and mark it; return what went wrong, or nothing.

    uv is quicker, and where it does not get through (it keeps to certificates of its own) pip may.
    """
    requirements, venv, names = folder / "lock.txt", folder / "venv", _names(lock)
    uv, trouble = _uv(), ""
    by_pip = list(_pip_steps(interpreter, venv, requirements, names))
    for steps in [list(_uv_steps(uv, interpreter, venv, requirements)), by_pip] if uv else [by_pip]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        requirements.write_bytes(lock)
        # Without anything to install there is nothing to call an installer for.
        wanted = (command for command in steps if names or "install" not in command)
        trouble = next((said for command in wanted if (said := _do(command))), "")
        if not trouble:
            (folder / "ready").touch()
            return ""
    return trouble


def _names(lock: bytes) -> set[str]:
    """Return the packages that a lock names."""
    return {re.sub(r"[-_.]+", "-", name.decode()).lower() for name in re.findall(rb"(?m)^([A-Za-z0-9][\w.-]*)", lock)}


def _uv_steps(uv: str, interpreter: Interpreter, venv: Path, requirements: Path) -> Iterator[list[str]]:
    yield [uv, "venv", "--quiet", "--no-project", "--python", str(interpreter.path), str(venv)]
    install = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes"]
    yield [*install, "--python", str(_python(venv)), "-r", str(requirements)]


def _pip_steps(interpreter: Interpreter, venv: Path, requirements: Path, names: set[str]) -> Iterator[list[str]]:
    yield [str(interpreter.path), "-m", "venv", str(venv)]
    pip = [str(_python(venv)), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    yield [*pip, "install", "--require-hashes", "-r", str(requirements)]
    # What the lock does not name is not there for programs either, whoever made the environment.
    if spare := sorted({"setuptools", "wheel", "pip"} - names):
        yield [*pip, "uninstall", "--yes", *spare]


def _do(command: list[str]) -> str:
    """Run an installer; return the end of what it said when it failed."""
    variables = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    variables.pop("VIRTUAL_ENV", None)
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=variables, check=False)  # noqa: S603 - ours
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
    return "\n".join(said[-20:]) or f"{command[0]} ended with status {done.returncode}" if done.returncode else ""


def _ask(command: list[str]) -> str:
    """Return what a short command prints, or nothing when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=30, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process makes the same environment; where files cannot be locked, go on."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as file:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _forget(root: Path) -> None:
    """Remove environments that nobody has used for long: their locks are of another time."""
    for mark in root.glob("*/ready"):
        with contextlib.suppress(OSError):
            if time.time() - mark.stat().st_mtime > KEPT_DAYS * 86400:
                shutil.rmtree(mark.parent, ignore_errors=True)
