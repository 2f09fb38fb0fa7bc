"""Write every lock file of the repository anew from its input: `make locks`.

A locked package may ask another for an extra (`coverage[toml]`). Old versions of pip install the
newest release for such a request unless the lock itself names the extra, so locks carry them
(`--no-strip-extras`). A lock of npm's packages is made of `<name>.package.json` and names no
registry.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--quiet", "--generate-hashes", "--universal", "--no-header", "--no-strip-extras"]
ENVIRONMENTS = ("content/environments", "examples/saving/environments")
NPM = ("npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit")
_PYTHON = re.compile(r'^python:\s*"?(3\.\d+)', re.MULTILINE)
_LOCK = re.compile(r'^lock:\s*"?([^"\s]+)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock file: what it is compiled from, in its own folder, and for which Python."""

    path: Path
    inputs: tuple[str, ...]
    python: str = "3.11"
    options: tuple[str, ...] = ()


def locks() -> Iterator[Lock]:
    """Yield every lock file of the repository."""
    yield Lock(ROOT / "requirements.lock", ("pyproject.toml",))
    yield Lock(ROOT / "requirements-dev.lock", ("pyproject.toml",), options=("--group", "dev"))
    yield Lock(ROOT / "benchmarks/requirements.lock", ("requirements.in",))
    for folder in ENVIRONMENTS:
        for settings in sorted((ROOT / folder).glob("*.yaml")):
            text = settings.read_text("utf-8")
            version, lock = _PYTHON.search(text), _LOCK.search(text)
            source = settings.with_suffix(".in")
            if version and lock and source.is_file():
                yield Lock(settings.parent / lock[1], (source.name,), version[1])
    measurements = ROOT / "content/measurements"
    for name, python in (("current", "3.13"), ("lts", "3.11")):
        constraint = ("--constraint", f"../environments/{name}.lock.txt")
        yield Lock(measurements / f"extra-{name}.txt", ("extra.in",), python, constraint)


def main(arguments: list[str]) -> int:
    """Compile the locks; `--upgrade` moves every package to its newest release."""
    for lock in locks():
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            *OPTIONS,
            "--python-version",
            lock.python,
        ]
        command += [*lock.options, *lock.inputs, "--output-file", lock.path.name, *arguments]
        done = subprocess.run(command, cwd=lock.path.parent, check=False)  # noqa: S603 - our own arguments
        if done.returncode:
            print(f"locks: {lock.path.relative_to(ROOT)} was left as it was", file=sys.stderr)
            return done.returncode
        print(f"locks: {lock.path.relative_to(ROOT)}")
    for wanted in sorted(ROOT.glob("*/*/environments/*.package.json")):
        lock_npm(wanted, upgrade="--upgrade" in arguments)
        print(f"locks: {wanted.relative_to(ROOT)}")
    return 0


def lock_npm(wanted: Path, *, upgrade: bool) -> None:
    """Write `<name>.package-lock.json` beside `<name>.package.json`.

    Raises CalledProcessError where npm cannot.
    """
    lock = wanted.with_name(wanted.name.replace(".package.json", ".package-lock.json"))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, wanted.name.partition(".")[0])
        folder.mkdir()
        shutil.copyfile(wanted, folder / "package.json")
        if lock.exists() and not upgrade:
            shutil.copyfile(lock, folder / "package-lock.json")
        subprocess.run(NPM, cwd=folder, check=True)  # noqa: S603 - our own arguments
        shutil.copyfile(folder / "package-lock.json", lock)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
