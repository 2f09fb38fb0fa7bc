"""When entries changed: by their authors' dates, by Git on request, by runs of their programs.

    changed:      in an entry wins: its author says that readers should know
    git: the commits of an entry's files, with `--git-dates` only: a build from an archive and one
        from a clone have the same input, and give the same bytes. Recorded outputs do not count: a
        verification writes them
    evidence: the day on which a dimension's programs were last verified, where neither of the two
        says more. The feed leaves it out: nothing that the entry says has changed

An entry that none of them dates has no date; today's is nobody's.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sidebyside.model.entries import Application, Change, Dimension, Guide, Myth, Question, Site
from sidebyside.model.kinds import KINDS

DatedEntry = Dimension | Question | Myth | Guide | Application
MAX_COMMITS = 3


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """When an entry was first and last committed, in seconds since 1970.

    `commits` are the newest ones by subject, newest first.
    """

    first: int
    last: int
    commits: tuple[Change, ...] = ()


History = Mapping[str, EntryHistory]
"""What git knows of entries, by their path below content/."""


@dataclass(frozen=True, slots=True)
class EntryDates:
    """When an entry was published and last changed, in seconds since 1970, and what changed.

    An unknown time is 0.

    With `from_evidence` the entry says what it said before, and its programs ran again.
    """

    updated: int
    published: int = 0
    changes: tuple[Change, ...] = ()
    from_evidence: bool = False

    @property
    def day(self) -> str:
        """Return the day of the last change, YYYY-MM-DD."""
        return _day_of(self.updated)


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
    committed = history.get(entry.path)
    if entry.changed:
        # A second change on the same day is a later one.
        updated = day_to_seconds(entry.changed[0].date) + len(entry.changed) - 1
        return EntryDates(updated, committed.first if committed else 0, entry.changed)
    if committed:
        return EntryDates(committed.last, committed.first, committed.commits)
    day = entry.verified if isinstance(entry, Dimension) else ""
    return EntryDates(day_to_seconds(day), from_evidence=True) if day else None


def day_to_seconds(day: str) -> int:
    """Return when a day begins in UTC, in seconds since 1970."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _day_of(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def from_git(content: Path) -> tuple[History, str]:
    """Return the history of each entry's files; or nothing, and a line on why."""
    program = shutil.which("git")
    if program is None:
        return {}, _left_out("git is not installed")
    shallow = _git(program, content, "rev-parse", "--is-shallow-repository")
    if isinstance(shallow, _Failure):
        return {}, _left_out(shallow.reason)
    if shallow.strip() != "false":
        return {}, _left_out(
            "this clone is shallow; fetch the whole history first (git fetch --unshallow)"
        )
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
_LOG = (
    "log",
    "--no-show-signature",
    "--no-renames",
    "--no-decorate",
    "--relative",
    "--name-only",
    "-z",
    "--format=%x01%ct %s",
)


def _git(program: str, folder: Path, *words: str) -> str | _Failure:
    """Return what git prints.

    Variables and settings of the caller change neither the repository nor the format.
    """
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
    return _Failure(
        "git says: " + fatal[0].removeprefix("fatal: ")
        if fatal
        else f"git ended with status {done.returncode}"
    )


def read_log(log: str) -> History:
    """Read `git log -z --name-only` with times and subjects, newest commit first."""
    found: dict[str, EntryHistory] = {}
    parts = _COMMIT.split(log)[1:]
    for seconds, subject, paths in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        when = int(seconds)
        changed = {_entry_of(path.lstrip("\n")) for path in paths.split("\0") if path.strip()}
        for path in changed - {""}:
            known = found.get(path, EntryHistory(when, when))
            commits = (*known.commits, Change(_day_of(when), subject))[:MAX_COMMITS]
            found[path] = EntryHistory(min(known.first, when), max(known.last, when), commits)
    return found


# A subject may hold any character but NUL.
_COMMIT = re.compile(r"(?:\A|\0)\x01([0-9]+) ([^\0]*)")


def _entry_of(path: str) -> str:
    """Return the file of the entry that a file belongs to.

    One in an entry's own folder, such as a sample or a program, belongs to its index.md; a recorded
    output belongs to none.
    """
    parts = path.split("/")
    if len(parts) < 3:
        return path
    return "" if path.endswith(".out") else f"{parts[0]}/{parts[1]}/index.md"
