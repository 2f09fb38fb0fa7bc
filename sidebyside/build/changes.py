"""What a change of content means to readers, as Markdown.

Which rows changed, and which lines now show them.
"""

import io
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sidebyside.build.pipeline import BuildJob, load_site
from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError, Diagnostic, count
from sidebyside.exports import gfm
from sidebyside.model.entries import Dimension, Row, Site
from sidebyside.model.kinds import KINDS
from sidebyside.site.index import SiteIndex
from sidebyside.site.witnesses import ShownLine, shown_lines

# GitHub refuses a comment of more than 65,536 characters.
MAX_REPORT = 60_000


def report_changes(job: BuildJob, base: str) -> tuple[str, list[Diagnostic]]:
    """Return what changed since a revision as Markdown; no text where the content has errors now.

    Raises CommandError where there is no such revision, or where its content had errors.
    """
    now, problems = load_site(job)
    if now is None:
        return "", problems
    with tempfile.TemporaryDirectory(prefix="sidebyside-") as folder:
        _extract(job.content.root, base, Path(folder))
        content = Folder(Path(folder), job.content.name)
        before, faults = load_site(replace(job, content=content, saved=None))
    if before is None:
        fault = next(problem for problem in faults if problem.is_error)
        raise CommandError(
            f"the content at {base} has errors: {fault.place.path}:{fault.place.line}: "
            f"{fault.message}"
        )
    return changes_as_markdown(before, now), []


def _extract(content: Path, base: str, folder: Path) -> None:
    """Write the content folder as it was at a revision."""
    commit = _git(
        content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"
    )
    if commit is None:
        raise CommandError(f"git knows no revision '{base}' of the content folder")
    archive = _git(content, "archive", "--format=tar", commit.decode().strip())
    if archive is None:
        raise CommandError(f"git has no content folder at '{base}'")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def _git(folder: Path, *words: str) -> bytes | None:
    """Return what git prints, or nothing where it fails."""
    program = shutil.which("git")
    if program is None:
        raise CommandError("git is not installed")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [program, "--no-pager", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - the revision is no option
    return done.stdout if done.returncode == 0 else None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as readers see it.

    Aspect, cells as text, what it stands on, and the lines that show it.
    """

    aspect: str
    cells: tuple[str, ...]
    basis: str
    lines: tuple[ShownLine, ...]


def changes_as_markdown(before: Site, now: Site) -> str:
    """Return what a reader of one site finds changed in the other."""
    old, new = _rows(before), _rows(now)
    names = [subject.name for subject in now.config.subjects]
    comparable = before.config.keys == now.config.keys
    parts: list[str] = []
    totals = {"changed": 0, "added": 0, "removed": 0}
    for dimension in dict.fromkeys([*(slug for slug, _ in new), *(slug for slug, _ in old)]):
        sections = []
        for key in dict.fromkeys(key for key in [*new, *old] if key[0] == dimension):
            was, row = old.get(key), new.get(key)
            if was == row and comparable:
                continue
            what = "added" if was is None else "removed" if row is None else "changed"
            totals[what] += 1
            sections.append("\n".join(_section(was, row, what, names, _keys(now))))
        if sections:
            parts.append(
                f"### {_words(_title(now, before, dimension))} (`{dimension}`)\n\n"
                + "\n\n".join(sections)
            )
    summary = ", ".join(
        f"{count(number, 'row')} {what}" for what, number in totals.items() if number
    )
    others = [*_other_entries(before, now)]
    head = ["## What changes for readers", (summary or "No row changes") + "."]
    if others:
        parts.append("### Other entries\n\n" + "\n".join(others))
    return _shortened("\n\n".join([*head, *parts]) + "\n")


def _keys(site: Site) -> Mapping[str, str]:
    return {subject.key: subject.name for subject in site.config.subjects}


def _title(now: Site, before: Site, slug: str) -> str:
    return next(
        entry.title for site in (now, before) for entry in site.dimensions if entry.slug == slug
    )


def _rows(site: Site) -> dict[tuple[str, str], RowView]:
    index = SiteIndex(site)
    return {
        (dimension.slug, row.id): _view(index, dimension, row)
        for dimension in site.dimensions
        for row in dimension.rows
    }


def _view(index: SiteIndex, dimension: Dimension, row: Row) -> RowView:
    cells = tuple(("none: " if cell.none else "") + index.text(cell.prose) for cell in row.cells)
    proofs = [
        ref.sample if ref.dimension == dimension.slug else str(ref) for ref in row.basis.proofs
    ]
    measured = [f"measurement:{measurement.slug}" for measurement in row.basis.measurements]
    basis = ", ".join(
        [*proofs, *measured, *row.basis.sources, *(["judgement"] if row.basis.judgement else [])]
    )
    return RowView(
        row.aspect, cells, basis, shown_lines(row.shows, row.basis.proofs, index.samples)
    )


def _section(
    was: RowView | None,
    row: RowView | None,
    what: str,
    names: list[str],
    subjects: Mapping[str, str],
) -> Iterator[str]:
    shown = row or was
    if shown is None:
        return
    yield f"**{_words(shown.aspect)}** ({what})\n"
    yield "| | before | now |\n|---|---|---|"
    for place, name in enumerate(names):
        cells = [
            view.cells[place] if view and place < len(view.cells) else "" for view in (was, row)
        ]
        yield f"| {_words(name)} | {_words(cells[0])} | {_now(*cells)} |"
    bases = [view.basis if view else "" for view in (was, row)]
    if any(bases):
        yield f"| stands on | {_words(bases[0])} | {_now(*bases)} |"
    if row and row.lines:
        yield "\nNow shown by:\n"
        for line in row.lines:
            where = f" on {line.environment}" if line.environment else ""
            yield f"- {_words(subjects[line.subject])}: {_code(line.line)} (`{line.sample}`{where})"
    elif row:
        yield "\nNo printed line shows it."


def _now(before: str, now: str) -> str:
    """Return the cell for the new text; "as before" if a text is unchanged."""
    return "as before" if before == now and before else _words(now)


def _other_entries(before: Site, now: Site) -> Iterator[str]:
    """Yield a line for each entry of another kind that came, went or changed."""
    for kind in KINDS.values():
        if kind.name == "dimension":
            continue
        old = {entry.slug: entry for entry in before.entries(kind.name)}
        new = {entry.slug: entry for entry in now.entries(kind.name)}
        for slug in dict.fromkeys([*new, *old]):
            if old.get(slug) != new.get(slug):
                what = "added" if slug not in old else "removed" if slug not in new else "changed"
                yield f"- `{kind.name}:{slug}` {what}"


def _words(text: str) -> str:
    """Return text for a cell of a table.

    Nothing of it is markup, and no name in it notifies anybody.
    """
    return gfm.escape_markdown(" ".join(text.split())).replace("|", "\\|").replace("@", "&#64;")


def _code(text: str) -> str:
    """Return text as a code span, within more backticks than stand together in it."""
    if "`" not in text:
        return f"`{text}`"
    ticks = "`" * (max(map(len, re.findall("`+", text))) + 1)
    return f"{ticks} {text} {ticks}"


def _shortened(text: str) -> str:
    if len(text) <= MAX_REPORT:
        return text
    return (
        text[:MAX_REPORT].rpartition("\n\n")[0]
        + "\n\nThe rest is left out: the report is longer than a comment can be.\n"
    )
