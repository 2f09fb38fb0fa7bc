"""What can be wrong with content: one value per problem, and how it is told.

Problems are collected, never raised. A problem knows its place as a person's editor counts it: line
and column from 1.

    Code: a stable name, whether it fails a build, and what it means
    Place: path, line, column, and the line of text it points into
    Problem: code + message + place + help
    Refusal: the one exception: the command may not go on (exit status 2)
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from sidebyside.terminal import printable


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of one line.

    `line` and `column` count from 1, `width` in characters, `text` is the whole line.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong at one place, and what to do about it."""

    code: str
    message: str
    place: Location
    help: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the problem fails a build that is not strict."""
        return CODES[self.code].is_error

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return "error" if self.is_error else "warning"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Where the problem stands in a report: by path, line, column."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


class CommandError(Exception):
    """The command was used wrongly or would be unsafe.

    The text is for the user, the exit status is 2.
    """


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem; `summary` is its line in docs/authoring.md."""

    is_error: bool
    summary: str


def _error(summary: str) -> Code:
    return Code(True, summary)


def _warning(summary: str) -> Code:
    return Code(False, summary)


CODES = {
    "syntax": _error(
        "The YAML cannot be parsed or contains a tag, or front matter is not delimited by `---`."
    ),
    "not-utf8": _error("A file, or its name, is not valid UTF-8."),
    "too-large": _error(
        "A file is over 1 MiB, an entry in Markdown over 128 KiB; or it"
        " is nested more than 32 deep, or contains far too much of one thing."
    ),
    "duplicate-key": _error("A key occurs twice in one mapping."),
    "alias": _error(
        "YAML anchors (`&`) and aliases (`*`) are not supported; usually a value must be quoted."
    ),
    "unknown-key": _error("A key that this kind of entry does not have."),
    "missing-key": _error("A required key is missing, or the body that an entry needs."),
    "wrong-type": _error("A list instead of a string, a string instead of a number, and the like."),
    "bad-value": _error("Not one of the values that are allowed, or a control character."),
    "too-long": _error("A string is too long for its place on the page."),
    "bad-slug": _error(
        "A slug, id or key that is not `[a-z0-9]+(-[a-z0-9]+)*`, is over 60 characters, or "
        "is reserved."
    ),
    "duplicate-slug": _error(
        "Two entries, rows or samples share a name, also where only case differs."
    ),
    "unknown-category": _error("A category that site.yaml does not list."),
    "unknown-subject": _error("A subject that site.yaml does not list."),
    "unknown-dimension": _error("A dimension that does not exist."),
    "missing-cell": _error("A subject has no cell in a row, a glance or a term."),
    "missing-sample": _error(
        "A sample has no program for a subject, or a proof names a sample that does not exist."
    ),
    "missing-measurement": _error("A proof names a measurement that does not exist."),
    "broken-link": _error("A link, reference or footnote whose target does not exist."),
    "broken-anchor": _error("A link to a page that exists, but not the place on it."),
    "unsafe-link": _error(
        "A link that is not http, https, mailto or within the site; or an image from another host."
    ),
    "raw-html": _error("HTML in Markdown. Use Markdown, or put the tag in backticks to show it."),
    "outside": _error("A path or symbolic link to a place outside the content folder."),
    "unreadable": _error("A file that is missing, is not a regular file, or cannot be read."),
    "template": _error("A template has an error: its syntax, or an undefined name."),
    "conflict-marker": _error(
        "A line that git leaves where a merge failed (`<<<<<<< `, `>>>>>>> `), outside fenced code."
    ),
    "not-shown": _error(
        "A string under `shows` that does not occur in one line of the cited programs' output."
    ),
    "not-an-excerpt": _error(
        "Fenced code with `from=` that is not an excerpt of a program of that sample."
    ),
    "unverified-code": _warning(
        "Fenced code in a language of the samples that has neither `from=` with a sample "
        "nor `fragment`."
    ),
    "uncited-sample": _warning("A sample that no row, myth or question cites."),
    "no-witness": _warning(
        "A row or myth cites programs, and `shows` quotes no printed line for one of the subjects."
    ),
    "duplicate-term": _warning("The same string occurs twice in one `also`."),
    "unused-definition": _warning("A word of the glossary that no text uses."),
    "no-also": _warning(
        "A dimension without `also`, in a site where an entry has it: search finds the "
        "dimension by its own words alone."
    ),
    "unproved": _warning("A row or myth without proof, source or judgement."),
    "stale-evidence": _warning(
        "A program changed since it was verified or measured, the verification is too old, "
        "or the lock has other versions now."
    ),
    "no-evidence": _warning(
        "A program that was never verified, or not in an environment that it fits; a "
        "measurement that never ran."
    ),
    "house-rule": _warning(
        "A part of a dimension is shorter or longer than site.yaml allows under `house`."
    ),
    "unused-file": _warning("A file in content/ that nothing uses; usually its name is misspelt."),
}


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the nearest known word, or nothing when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def _excerpt(text: str, column: int, width: int, limit: int = 100) -> tuple[str, int, int]:
    """Cut a long line around a column; tabs become single spaces, so that the caret is in place."""
    start = 0 if column <= limit - 20 else column - 40
    shown = text[start : start + limit].expandtabs(1)
    return shown, column - start, max(1, min(width, len(shown) - (column - start) + 1))


def as_text(problem: Diagnostic, *, color: bool = False) -> str:
    """Write a problem as a person reads it: place, message, the line with a caret, help."""
    place, bold, tint, off = problem.place, "", "", ""
    if color:
        bold, tint, off = "\x1b[1m", "\x1b[31m" if problem.is_error else "\x1b[33m", "\x1b[0m"
    # What is the content's own is made harmless piece by piece: the colours are not its own.
    where, message = printable(place.path), printable(problem.message)
    kind = f"{tint}{problem.severity}[{problem.code}]{off}"
    lines = [f"{bold}{where}:{place.line}:{place.column}:{off} {kind}: {message}"]
    if place.text.strip():
        shown, column, width = _excerpt(place.text, place.column, place.width)
        ends = column - 1, column - 1 + width
        before, at, after = (
            printable(part)
            for part in (shown[: ends[0]], shown[ends[0] : ends[1]], shown[ends[1] :])
        )
        gutter = max(5, len(str(place.line)))
        caret = f"{' ' * len(before)}{tint}{'^' * max(1, len(at))}{off}"
        lines += [
            f"{place.line:>{gutter}} | {printable(before + at + after)}",
            f"{'':>{gutter}} | {caret}",
        ]
    if problem.help:
        lines.append(f"   help: {printable(problem.help)}")
    return "\n".join(lines)


def as_json(problem: Diagnostic) -> str:
    """Write a problem as one line of JSON: path, line, column, severity, code, message, help."""
    place = problem.place
    record = {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    }
    text = json.dumps(record, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(record)


def as_annotation(problem: Diagnostic) -> str:
    """Write a problem as a workflow command that GitHub Actions shows beside the line."""

    def value(text: str) -> str:
        return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))

    def attribute(text: str) -> str:
        return value(text).replace(":", "%3A").replace(",", "%2C")

    place, message = problem.place, f"{problem.message}{'; ' if problem.help else ''}{problem.help}"
    where = f"file={attribute(place.path)},line={place.line},col={place.column},title={attribute(problem.code)}"
    return f"::{problem.severity} {where}::{value(message)}"


# Warnings of one code in more files than this are folded to the first few.
MANY_FILES = 10
SHOWN_OF_MANY = 5


@dataclass(frozen=True, slots=True)
class Folded:
    """How many more warnings of one code there are than are printed."""

    code: str
    more: int
    files: int

    def __str__(self) -> str:
        shown = count(self.more, "more warning")
        return (
            f"{shown} [{self.code}], in {count(self.files, 'file')} in all; --all-warnings "
            "prints each"
        )


def arrange(problems: Iterable[Diagnostic], *, fold: bool) -> list[Diagnostic | Folded]:
    """Return problems in the order of a report: warnings first, then errors, each sorted by place.

    With `fold`, warnings of one code that more than ten files have are the first five and a count.
    """
    listed = sorted(problems, key=lambda problem: problem.order)
    warnings = [problem for problem in listed if not problem.is_error]
    shown: list[Diagnostic | Folded] = []
    counts: list[Folded] = []
    for code, group in _by_code(warnings).items():
        files = {problem.place.path for problem in group}
        if fold and len(files) > MANY_FILES:
            counts.append(Folded(code, len(group) - SHOWN_OF_MANY, len(files)))
            group = group[:SHOWN_OF_MANY]
        shown += group
    shown.sort(key=lambda problem: problem.order if isinstance(problem, Diagnostic) else ())
    return [*shown, *counts, *(problem for problem in listed if problem.is_error)]


def _by_code(problems: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    groups: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        groups.setdefault(problem.code, []).append(problem)
    return groups


def count(number: int, noun: str) -> str:
    """Write `1 page`, `2 pages`, `1,000 pages`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def tally(problems: Iterable[Diagnostic]) -> str:
    """Write `2 errors and 1 warning`."""
    listed = list(problems)
    errors = sum(p.is_error for p in listed)
    return f"{count(errors, 'error')} and {count(len(listed) - errors, 'warning')}"
