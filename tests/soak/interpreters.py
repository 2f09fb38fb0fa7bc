"""The same bytes from two Python versions.

The newest other interpreter that pyenv has builds the site in an environment of its own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT


def other() -> Path | None:
    """Return the newest interpreter of pyenv that is not of this version and is new enough.

    None where there is none.
    """
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = []
    for python in root.glob("versions/3.*/bin/python"):
        version = tuple(int(part) for part in python.parts[-3].split(".") if part.isdigit())
        if version[:2] >= (3, 11) and version[:2] != sys.version_info[:2]:
            found.append((version, python))
    return max(found)[1] if found else None


def compare() -> str:
    """Build the site with both; return what came of it."""
    python = other()
    if python is None:
        return "skipped: this machine has no other Python"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run([python, "-m", "venv", place / "venv"], check=True)
        theirs = place / "venv/bin/python"
        install = [
            str(theirs),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        done = subprocess.run(
            [*install, "-r", str(ROOT / "requirements.lock")],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return f"skipped: its packages cannot be installed here: {done.stderr.strip().splitlines()[-1][:100]}"
        trees = []
        for name, interpreter in (("one", Path(sys.executable)), ("two", theirs)):
            command = [
                str(interpreter),
                str(ROOT / "build.py"),
                "--output",
                str(place / name),
                "--no-cache",
                "-q",
            ]
            subprocess.run(
                command,
                check=True,
                env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
                capture_output=True,
            )
            files = (path for path in sorted((place / name).rglob("*")) if path.is_file())
            trees.append(
                {path.relative_to(place / name).as_posix(): path.read_bytes() for path in files}
            )
        shutil.rmtree(place / "venv")
    differ = [
        path
        for path in trees[0].keys() | trees[1].keys()
        if trees[0].get(path) != trees[1].get(path)
    ]
    versions = f"{sys.version_info.major}.{sys.version_info.minor} and {python.parts[-3]}"
    return (
        f"FAILED: {len(differ)} files differ, such as {min(differ)}"
        if differ
        else f"{len(trees[0]):,} files alike on {versions}"
    )


if __name__ == "__main__":
    print(compare())
