"""When entries changed: what their authors wrote, what git knows when it is asked, when their programs last ran.

    changed:      in an entry wins: its author says that readers should know
    git           the first and the last commit of an entry's files, with `--git-dates` only: a build from an archive and one
                  from a clone have the same input, and give the same bytes
    evidence      the day on which a dimension's programs were last verified, where neither of the two says more

An entry that none of them dates has no date; today's is nobody's.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sidebyside.model.entries import Change, Dimension, Guide, Myth, Question, Site
from sidebyside.model.kinds import KINDS

DatedEntry = Dimension | Question | Myth | Guide
History = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class EntryDates:
    """When an entry was published (0 where nobody knows) and last changed, in seconds since 1970, and what changed."""

    updated: int
    published: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def day(self) -> str:
        """Return the day of the last change, YYYY-MM-DD."""
        return datetime.fromtimestamp(self.updated, UTC).date().isoformat()


Calendar = Mapping[str, EntryDates]
"""Stamps by the path of an entry below content/."""


def make_calendar(site: Site, history: History) -> Calendar:
    """Return the stamp of every entry that has a date; `history` is what git knows, by path."""
    found = ((entry.path, _stamp(entry, history)) for entry in dated_entries(site))
    return {path: stamp for path, stamp in found if stamp}


def dated_entries(site: Site) -> Iterator[DatedEntry]:
    """Yield the entries that can have a date, in the order of the site."""
    for kind in KINDS.values():
        if kind.dated:
            yield from site.entries(kind.name)


def _stamp(entry: DatedEntry, history: History) -> EntryDates | None:
    first, last = history.get(entry.path, (0, 0))
    if entry.changed:
        # A second change on the same day is a later one.
        return EntryDates(day_to_seconds(entry.changed[0].date) + len(entry.changed) - 1, first, entry.changed)
    if last:
        return EntryDates(last, first)
    day = entry.verified if isinstance(entry, Dimension) else ""
    return EntryDates(day_to_seconds(day)) if day else None


def day_to_seconds(day: str) -> int:
    """Return when a day begins in UTC, in seconds since 1970."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def from_git(content: Path) -> tuple[History, str]:
    """Return the first and the last commit of each entry's files, in seconds since 1970; or nothing, and a line on why."""
    program = shutil.which("git")
    if program is None:
        return {}, _left_out("git is not installed")
    shallow = _git(program, content, "rev-parse", "--is-shallow-repository")
    if isinstance(shallow, _Failure):
        return {}, _left_out(shallow.reason)
    if shallow.strip() != "false":
        return {}, _left_out("this clone is shallow; fetch the whole history first (git fetch --unshallow)")
    log = _git(program, content, *_LOG)
    return ({}, _left_out(log.reason)) if isinstance(log, _Failure) else (read_log(log), "")


def _left_out(why: str) -> str:
    return f"dates from git are not available: {why}"


@dataclass(frozen=True, slots=True)
class _Failure:
    """What git said when it failed: its first line, without the word `fatal`."""

    reason: str


# Settings of the caller that would change what is read here.
_SETTINGS = {
    "core.quotePath": "false",
    "core.fsmonitor": "false",
    "diff.orderFile": os.devnull,
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.showSignature": "false",
    "log.showRoot": "true",
    "log.diffMerges": "off",
    "color.ui": "false",
}
_LOG = ("log", "--no-show-signature", "--no-renames", "--no-decorate", "--relative", "--name-only", "-z", "--format=%x01%ct")


def _git(program: str, folder: Path, *words: str) -> str | _Failure:
    """Return what git prints; variables and settings of the caller change neither the repository nor the format."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_PAGER": "cat", "GIT_OPTIONAL_LOCKS": "0"}
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [program, "--no-pager", *settings, "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - fixed words and a folder
    except OSError as error:
        return _Failure(f"git cannot be run: {error.strerror}")
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace")
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = [line for line in said if line.startswith("fatal: ")] or said
    return _Failure("git says: " + fatal[0].removeprefix("fatal: ") if fatal else f"git ended with status {done.returncode}")


def read_log(log: str) -> History:
    """Read `git log -z --name-only`, newest commit first, into the first and last time of each entry."""
    found: dict[str, tuple[int, int]] = {}
    for commit in log.split("\x01")[1:]:
        when, *paths = commit.split("\0")
        for path in {_entry_of(path.lstrip("\n")) for path in paths if path.strip()}:
            first, last = found.get(path, (int(when), int(when)))
            found[path] = (min(first, int(when)), max(last, int(when)))
    return found


def _entry_of(path: str) -> str:
    """Return the file of the entry that a file belongs to: a sample is a part of its dimension."""
    parts = path.split("/")
    return f"dimensions/{parts[1]}/index.md" if parts[0] == "dimensions" and len(parts) > 2 else path
