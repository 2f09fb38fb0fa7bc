"""Try every sample on the newest releases: `python -m tools.newest REPORT [--content DIR]`.

Works on a copy of the content folder. There each environment whose `<name>.in` lists packages gets
a new lock, of the newest versions that pip finds, and `build.py verify` holds what the samples
print against what is recorded. REPORT is Markdown: what is newer, and what went stale.

Exit status: 0 when everything prints what is recorded, 1 when something went stale, 2 when it could
not be tried.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from sidebyside.content import site_config
from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Folder, Source
from sidebyside.diagnostics import CommandError, Diagnostic, as_text
from sidebyside.evidence import lockfile
from sidebyside.evidence.environments import find_interpreter
from sidebyside.terminal import lines

ROOT = Path(__file__).resolve().parent.parent
LONGEST_REPORT = 60_000
"""In characters; an issue takes 65,536."""
Resolve = Callable[[str, Sequence[str]], str]


def main(argv: Sequence[str] | None = None) -> int:
    """Write the report and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.newest", description="Try every sample on the newest releases."
    )
    parser.add_argument(
        "report", type=Path, metavar="REPORT", help="the file to write, in Markdown"
    )
    parser.add_argument(
        "--content", type=Path, default=ROOT / "content", metavar="DIR", help="default: content/"
    )
    options = parser.parse_args(argv)
    try:
        status, text = run(options.content)
    except CommandError as trouble:
        status, text = 2, f"The newest releases could not be tried: {trouble}\n"
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(text, encoding="utf-8")
    print(text, end="")
    return status


def run(content: Path, resolve: Resolve | None = None) -> tuple[int, str]:
    """Return the exit status and the report.

    `resolve` makes a lock for a Python, such as "3.13", of a list of packages.
    """
    with tempfile.TemporaryDirectory(prefix="newest-") as folder:
        copy = Path(folder) / "content"
        _copy(content, copy)
        newer = renew(Folder(copy, "content"), resolve or newest)
        # What is recorded of versions is not what the new locks bring; what is printed has to be.
        (copy / "evidence.json").unlink(missing_ok=True)
        words = ["verify", "--strict", "--require-sandbox", "--content", "content"]
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, str(ROOT / "build.py"), *words],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
        )
    if done.returncode > 1:
        raise CommandError(
            done.stderr.strip() or f"build.py verify ended with status {done.returncode}"
        )
    return done.returncode, report(newer, "" if done.returncode == 0 else done.stderr)


def _copy(content: Path, copy: Path) -> None:
    """Copy plain files; a link would lead out of the copy, and a pipe would never end."""

    def left_out(folder: str, names: list[str]) -> list[str]:
        paths = [Path(folder, name) for name in names]
        return [
            path.name
            for path in paths
            if path.is_symlink() or not (path.is_file() or path.is_dir())
        ]

    shutil.copytree(content, copy, ignore=left_out)


def renew(content: Folder, resolve: Resolve) -> dict[str, list[str]]:
    """Write new locks where there are lists of packages; return for each environment what became newer.

    Raises CommandError for an environment, a lock or a list that is none.
    """
    newer = {}
    for path in sorted((content.root / "environments").glob("*.yaml")):
        wanted = f"environments/{path.stem}.in"
        if not (content.root / wanted).exists():
            continue
        environment = site_config.compile_environment(
            SourceFile(
                path.stem, f"environments/{path.name}", _text(content, f"environments/{path.name}")
            )
        )
        if environment.entry is None:
            raise CommandError("\n".join(as_text(problem) for problem in environment.problems))
        packages = _good(lockfile.read_wanted(_text(content, wanted)))
        if not packages:
            continue
        lock = f"environments/{environment.entry.lock}"
        before = _text(content, lock).text
        after = resolve(environment.entry.python, packages)
        # The copy has no links; a lock is one file of it, whatever its name.
        (content.root / lock).unlink()
        with (content.root / lock).open("x", encoding="utf-8") as file:
            file.write(after)
        newer[path.stem] = changes(before, after)
    return newer


def _text(content: Folder, path: str) -> Source:
    found = content.read(path)
    if isinstance(found, Diagnostic):
        raise CommandError(as_text(found))
    return found


def _good(found: tuple[str, ...] | tuple[Diagnostic, ...]) -> list[str]:
    problems = [one for one in found if isinstance(one, Diagnostic)]
    if problems:
        raise CommandError("\n".join(map(as_text, problems)))
    return [one for one in found if isinstance(one, str)]


def newest(python: str, wanted: Sequence[str]) -> str:
    """Return a lock, with hashes, of the newest versions that pip finds for a Python.

    Raises CommandError if there is none.
    """
    interpreter = find_interpreter(python)
    if interpreter is None:
        raise CommandError(f"this machine has no Python {python}")
    with tempfile.TemporaryDirectory(prefix="pip-") as folder:
        found, venv, requirements = (
            Path(folder, "found.json"),
            Path(folder, "venv"),
            Path(folder, "wanted.txt"),
        )
        requirements.write_text("".join(f"{one}\n" for one in wanted), encoding="utf-8")
        _do([str(interpreter.path), "-I", "-m", "venv", str(venv)])
        inner = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
        pip = [
            str(venv / inner),
            "-I",
            "-m",
            "pip",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
        ]
        # Wheels only: to build a package is to run it.
        resolving = ["install", "--dry-run", "--ignore-installed", "--only-binary", ":all:"]
        _do([*pip, *resolving, "--report", str(found), "-r", str(requirements)])
        return lock_text(json.loads(found.read_text(encoding="utf-8")))


def _do(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - an interpreter that was found
    if done.returncode:
        raise CommandError(lines(done.stderr.strip() or done.stdout.strip() or "pip failed")[-1])


def lock_text(found: dict[str, Any]) -> str:
    """Write a lock of what `pip install --report` found."""
    lines = []
    for item in found["install"]:
        about, hashes = item["metadata"], item["download_info"]["archive_info"]["hashes"]
        lines.append(
            f"{about['name'].lower()}=={about['version']} --hash=sha256:{hashes['sha256']}"
        )
    return "".join(f"{line}\n" for line in sorted(lines))


def changes(before: str, after: str) -> list[str]:
    """Return what differs between two locks, as `engine 1.0 -> 1.1`; what only one platform needs is not there on others.

    A resolver may also take an older version, where another package asks for it.
    """
    old, new = (_versions(text) for text in (before, after))
    return [
        f"{name} {old.get(name, 'none')} -> {new[name]}"
        for name in sorted(new)
        if old.get(name) != new[name]
    ]


def _is_older(change: str) -> bool:
    """Tell whether a change, `engine 1.1 -> 1.0`, is to an older version."""
    _, before, _, after = change.split()
    try:
        return Version(after) < Version(before)
    except InvalidVersion:
        return False


def _versions(lock: str) -> dict[str, str]:
    pairs = re.findall(r"(?m)^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;\\]+)", lock)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


def report(newer: dict[str, list[str]], said: str) -> str:
    """Write the report: `newer` by environment, and what verify said when something went stale."""
    parts = ["Every program prints what is recorded, on the newest releases too.\n"]
    if said:
        told = said.replace("```", "'''").strip()[:LONGEST_REPORT]
        parts = [
            "On the newest releases these programs print something else than is recorded, or do not run."
            " Each is followed by the statements that it proves.\n",
            f"```text\n{told}\n```\n",
            "Mend the statements that they prove, then `python build.py verify --update`.\n",
        ]
    for name, changed in newer.items():
        older = [one for one in changed if _is_older(one)]
        newer_ones = [one for one in changed if one not in older]
        parts.append(f"Newer in `{name}`: {', '.join(newer_ones) or 'nothing'}.\n")
        parts += [f"Older in `{name}`: {', '.join(older)}.\n"] if older else []
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
