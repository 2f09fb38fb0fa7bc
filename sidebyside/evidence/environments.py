"""Interpreters, virtual environments and npm packages.

They are made from locks and kept until a lock changes.

    provide(environment, content, cache, packages) -> Ready | Unready

An environment lies in `<cache>/environments/<name>-<hash>`, where the hash is of the lock and the
interpreter. It is made in its place, because the scripts of a virtual environment name the folder
that they were made in, and counts only from the moment when the mark `ready` stands in it, the last
thing written. Two commands that want the same one wait for each other.

The cache belongs to the user and lies outside of any checkout, so no pull request can bring an
environment. A lock comes with content: it is read by its grammar (`lockfile.py`), only wheels are
installed, and once they are, the environment's interpreter is not started outside of a sandbox,
because a package's `.pth` files run whenever it is. What is installed is read from the packages'
metadata. Packages of npm come from a lock of their own (`npm_lock.py`), and no script of theirs is
run.
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
from dataclasses import dataclass, field, replace
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from sidebyside.content.source import Folder, Source
from sidebyside.diagnostics import CommandError, Diagnostic, as_text
from sidebyside.evidence import lockfile, npm_lock
from sidebyside.evidence.lockfile import Lock
from sidebyside.evidence.npm_lock import NpmLock
from sidebyside.model.entries import Environment
from sidebyside.terminal import lines

KEPT_DAYS = 30
_ASK = """
import json, os, platform, sys
path = getattr(sys, "_base_executable", "") or sys.executable
prefixes = [sys.base_prefix, sys.base_exec_prefix, os.path.dirname(os.path.dirname(os.path.realpath(path)))]
print(json.dumps([path, platform.python_version(), sorted(set(prefixes))]))
"""
# What a package calls itself and its version, as evidence may repeat them.
_PACKAGE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!+_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python on this machine.

    Where it is, its whole version, and the folders that it is installed in.
    """

    path: Path
    version: str
    prefixes: tuple[Path, ...] = ()

    def readable(self) -> tuple[Path, ...]:
        """Return what its programs have to be able to read.

        Of a folder that holds more than software, only that.
        """
        home = Path.home().resolve()
        folders: list[Path] = []
        for prefix in self.prefixes:
            private = home.is_relative_to(prefix.resolve()) or prefix.resolve() == home / ".local"
            folders += [prefix / "bin", prefix / "lib"] if private else [prefix]
        return tuple(folder for folder in folders if folder.is_dir())

    def fits(self, wanted: str) -> bool:
        """Tell whether it is a `3.13`, or exactly a `3.13.1`."""
        return (
            self.version == wanted
            or re.match(rf"{re.escape(wanted)}\.\d", self.version) is not None
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """An environment that programs can run in.

    `packages` maps the names that were asked for to their versions, `modules` what can be imported
    to the packages that bring it; `readable` are the folders that its programs have to be able to
    read. `version` is that of Python, empty where the environment names none; `python` is then the
    interpreter of this command. `node_modules` is the folder of its packages of npm.
    """

    name: str
    python: Path
    version: str
    packages: dict[str, str]
    modules: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    readable: tuple[Path, ...] = ()
    node_modules: Path | None = None

    @property
    def bin(self) -> Path:
        """Return the folder of its commands."""
        return self.python.parent


@dataclass(frozen=True, slots=True)
class Unready:
    """An environment that cannot be had.

    Because its interpreter is `missing`, or because making it failed.
    """

    name: str
    reason: str
    missing: bool = False
    detail: str = ""


EnvironmentProvider = Callable[[Environment, Folder, Path, Sequence[str]], Ready | Unready]


def default_cache() -> Path:
    """Return the folder of the user's that environments are kept in.

    Raises CommandError where the user has no home.
    """
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        raise CommandError(
            "there is no home folder to store environments in; set XDG_CACHE_HOME"
        ) from None
    return home.absolute() / "sidebyside"


def provide_environment(
    environment: Environment, content: Folder, cache: Path, packages: Sequence[str]
) -> Ready | Unready:
    """Find or make an environment, and read the versions of `packages` in it.

    `cache` is a folder of the user's.
    """
    lock, npm = _lock(environment, content), _npm_lock(environment, content)
    if isinstance(lock, tuple):
        return _unusable(environment, lock)
    if isinstance(npm, tuple):
        return _unusable(environment, npm)
    root = cache.absolute() / "environments"
    place = _provide_python(environment, lock, root, packages)
    if isinstance(place, Unready) or npm is None:
        return place
    return _with_npm(place, npm, root, packages)


def _provide_python(
    environment: Environment, lock: Lock, root: Path, packages: Sequence[str]
) -> Ready | Unready:
    """Find or make the virtual environment; without `python` there is nothing to make."""
    wanted = environment.python
    interpreter = find_interpreter(wanted) if wanted else inspect_interpreter(Path(sys.executable))
    if interpreter is None:
        return Unready(environment.name, f"this machine has no Python {wanted}", missing=True)
    if not wanted:
        return Ready(environment.name, interpreter.path, "", {}, readable=interpreter.readable())
    text = lock.as_text()
    digest = hashlib.sha256(
        f"{interpreter.path}\0{interpreter.version}\0{text}".encode()
    ).hexdigest()[:16]
    folder = root / f"{environment.name}-{digest}"
    if trouble := _made(folder, lambda: _make(interpreter, folder, text)):
        return Unready(environment.name, "the environment could not be created", detail=trouble)
    installed = Installed(folder / "venv")
    return Ready(
        environment.name,
        _python(folder / "venv"),
        interpreter.version,
        installed.versions(packages),
        installed.modules(),
        (folder / "venv", *interpreter.readable()),
    )


def _with_npm(place: Ready, lock: NpmLock, root: Path, packages: Sequence[str]) -> Ready | Unready:
    """Add the packages of npm to an environment; both ways of asking know them by their names."""
    npm = shutil.which("npm")
    if npm is None:
        return Unready(place.name, "this machine has no npm", missing=True)
    files = lock.as_files()
    digest = hashlib.sha256(files["package-lock.json"].encode()).hexdigest()[:16]
    folder = root / f"{place.name}-npm-{digest}"
    if trouble := _made(folder, lambda: _install_npm(npm, folder, files)):
        return Unready(place.name, "its packages of npm could not be installed", detail=trouble)
    versions, modules = lock.versions, folder / "node_modules"
    named = {name: version for name, version in versions.items() if name in packages}
    brought = {name: {name: version} for name, version in versions.items()}
    return replace(
        place,
        packages={**place.packages, **named},
        modules={**place.modules, **brought},
        readable=(*place.readable, modules),
        node_modules=modules,
    )


def _unusable(environment: Environment, problems: Sequence[Diagnostic]) -> Unready:
    told = "\n".join(as_text(problem) for problem in problems[:10])
    return Unready(environment.name, "its lock cannot be used", detail=told)


def _made(folder: Path, make: Callable[[], str]) -> str:
    """Have a folder made unless it stands complete; return what went wrong, or nothing."""
    with _alone(folder):
        trouble = "" if (folder / "ready").exists() else make()
    if not trouble:
        (folder / "ready").touch()
        _forget(folder.parent)
    return trouble


def _install_npm(npm: str, folder: Path, files: Mapping[str, str]) -> str:
    """Install the packages of a lock; npm checks each against its hash."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    command = [npm, "ci", "--ignore-scripts", "--no-bin-links", *quiet]
    trouble = _do(command, folder)
    # A lock without packages makes no folder.
    (folder / "node_modules").mkdir(exist_ok=True)
    return trouble


def _lock(environment: Environment, content: Folder) -> Lock | tuple[Diagnostic, ...]:
    """Read the lock of Python's packages; an environment without one has none of them."""
    source = _locked(environment.lock, content)
    if source is None:
        return Lock()
    return lockfile.read(source) if isinstance(source, Source) else source


def _npm_lock(environment: Environment, content: Folder) -> NpmLock | tuple[Diagnostic, ...] | None:
    """Read the lock of npm's packages, or nothing where an environment has none."""
    source = _locked(environment.npm, content)
    return npm_lock.read_npm_lock(source) if isinstance(source, Source) else source


def _locked(name: str, content: Folder) -> Source | tuple[Diagnostic, ...] | None:
    """Read a lock, which lies in content/environments/ and nowhere else."""
    if not name:
        return None
    whole = content.read_bytes(f"environments/{name}")
    if isinstance(whole, Diagnostic):
        return (whole,)
    found = Folder(content.root / "environments", content.shown("environments")).read(name)
    return (found,) if isinstance(found, Diagnostic) else found


class Installed:
    """What is installed in a virtual environment, as the metadata of its packages say.

    Nothing of it is run.
    """

    def __init__(self, venv: Path) -> None:
        found = sorted(venv.glob("lib/python3*/site-packages")) or [venv / "Lib/site-packages"]
        self._distributions: list[tuple[str, str, Distribution]] = []
        for one in distributions(path=[str(found[0])]):
            name, version = str(one.metadata["Name"]), one.version
            if _PACKAGE.fullmatch(name) and _VERSION.fullmatch(version):
                self._distributions.append((name, version, one))

    def versions(self, packages: Sequence[str]) -> dict[str, str]:
        """Return the versions of packages by the names that were asked for."""
        known = {canonicalize_name(name): version for name, version, _ in self._distributions}
        return {
            name: known[canonicalize_name(name)]
            for name in packages
            if canonicalize_name(name) in known
        }

    def modules(self) -> dict[str, dict[str, str]]:
        """Return what can be imported.

        For each module the packages that bring it, with their versions.
        """
        found: dict[str, dict[str, str]] = {}
        for name, version, one in self._distributions:
            declared = (one.read_text("top_level.txt") or "").split()
            for module in declared or {file.parts[0].partition(".")[0] for file in one.files or ()}:
                found.setdefault(module, {})[name] = version
        return found


def find_interpreter(wanted: str) -> Interpreter | None:
    """Return an interpreter of a version such as `3.13` or `3.13.1`.

    This one, on PATH, of pyenv, or one that uv knows.
    """
    seen = set()
    for candidate in _candidates(wanted):
        real = os.path.realpath(candidate)
        # pyenv's shims are all one file, which acts by the name that it is called by.
        if (
            (real, candidate.name) not in seen
            and (found := inspect_interpreter(candidate))
            and found.fits(wanted)
        ):
            return found
        seen.add((real, candidate.name))
    return None


def inspect_interpreter(python: Path) -> Interpreter | None:
    """Ask an interpreter for its version, and for the one that it is a virtual environment of."""
    answer = _ask([str(python), "-I", "-c", _ASK])
    try:
        path, version, prefixes = json.loads(answer)
    except ValueError:
        return None
    return Interpreter(Path(path), version, tuple(map(Path, prefixes)))


def _candidates(wanted: str) -> Iterator[Path]:
    """Yield files that may be the interpreter, those that cost least first."""
    minor = ".".join(wanted.split(".")[:2])
    if minor == f"{sys.version_info.major}.{sys.version_info.minor}":
        yield Path(sys.executable)
    for name in (f"python{minor}", "python3", "python"):
        yield from (
            Path(found)
            for folder in os.get_exec_path()
            if (found := shutil.which(name, path=folder))
        )
    for root in _pyenv_roots():
        yield from sorted(
            (_python(folder) for folder in root.glob(f"versions/{minor}.*")),
            key=_newest,
            reverse=True,
        )
    if uv := _uv():
        found = _ask(
            [uv, "python", "find", "--offline", "--no-python-downloads", "--no-project", wanted]
        )
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


def _make(interpreter: Interpreter, folder: Path, lock: str) -> str:
    """Make a virtual environment from nothing, and mark it; return what went wrong, or nothing.

    uv is quicker, and where it does not get through (it keeps to certificates of its own) pip may.
    """
    requirements, venv = folder / "lock.txt", folder / "venv"
    uv, trouble = _uv(), ""
    by_pip = list(_pip_steps(interpreter, folder, requirements))
    for steps in [list(_uv_steps(uv, interpreter, venv, requirements)), by_pip] if uv else [by_pip]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        requirements.write_text(lock, encoding="utf-8")
        # Without anything to install there is nothing to call an installer for.
        wanted = steps if lock else steps[:1]
        trouble = next((said for command in wanted if (said := _do(command))), "")
        if not trouble:
            shutil.rmtree(folder / "installer", ignore_errors=True)
            _compile(interpreter, venv)
            (folder / "ready").touch()
            return ""
    return trouble


def _uv_steps(
    uv: str, interpreter: Interpreter, venv: Path, requirements: Path
) -> Iterator[list[str]]:
    yield [uv, "venv", "--quiet", "--no-project", "--python", str(interpreter.path), str(venv)]
    install = [uv, "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    yield [*install, "--python", str(_python(venv)), "-r", str(requirements)]


def _pip_steps(interpreter: Interpreter, folder: Path, requirements: Path) -> Iterator[list[str]]:
    """Yield the steps with pip, which lies in a folder of its own.

    What the lock does not name is not there for programs.
    """
    venv, installer = folder / "venv", folder / "installer"
    make = [str(interpreter.path), "-I", "-m", "venv"]
    yield [*make, "--without-pip", str(venv)]
    yield [*make, str(installer)]
    pip = [
        str(_python(installer)),
        "-I",
        "-m",
        "pip",
        "--python",
        str(_python(venv)),
        "--quiet",
        "--no-input",
    ]
    wheels = [
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-compile",
    ]
    yield [*pip, "install", *wheels, "-r", str(requirements)]


def _compile(interpreter: Interpreter, venv: Path) -> None:
    """Compile the packages with the environment's base interpreter, which ignores `.pth` files."""
    for folder in venv.glob("lib/python3*/site-packages"):
        # Some packages bring files for other Pythons, which do not compile.
        _ask(
            [str(interpreter.path), "-I", "-m", "compileall", "-q", "-j", "0", str(folder)],
            seconds=600,
        )


def _do(command: list[str], folder: Path | None = None) -> str:
    """Run an installer, in a folder; return the end of what it said when it failed."""
    variables = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    variables.pop("VIRTUAL_ENV", None)
    # A program in a sandbox is another user than root, and has to be able to read what root
    # installed.
    umask = 0o022 if os.name == "posix" else -1
    try:
        done = subprocess.run(  # noqa: S603 - ours
            command,
            cwd=folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=variables,
            check=False,
            umask=umask,
        )
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    said = lines((done.stderr or done.stdout).decode(errors="replace"))
    return (
        "\n".join(said[-20:]) or f"{command[0]} ended with status {done.returncode}"
        if done.returncode
        else ""
    )


def _ask(command: list[str], seconds: float = 30) -> str:
    """Return what a short command prints, or nothing when it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - ours
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process makes the same environment.

    Where files cannot be locked, go on.
    """
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
