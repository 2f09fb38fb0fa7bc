"""What statements stand on.

The notes under a table, the counts of proved, sourced and judged, and what a program ran on.
"""

import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from sidebyside.model.entries import (
    Application,
    Basis,
    CodeFile,
    Dimension,
    Link,
    Measured,
    Measurement,
    Myth,
    Program,
    Prose,
    Row,
    Run,
    Sample,
    SampleRef,
    Site,
    State,
    Subject,
)
from sidebyside.site.witnesses import ShownLine, line_anchor, shown_lines

SamplesByName = Mapping[SampleRef, Sample]
PackageVersions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of a table.

    `target` is a file with an anchor, relative to the site's root, or an external URL.

    `mark` is what stands in a cell: a numeral for a proof, a letter for a source, a dagger for a
    judgement.
    """

    number: int
    kind: Literal["proof", "source", "judgement"]
    title: str
    target: str = ""
    state: str = "verified"
    mark: str = ""
    measured: bool = False

    @property
    def said(self) -> str:
        """Return what a proof does for a statement, in words."""
        return (
            "Not verified:"
            if self.state != "verified"
            else "Measured:"
            if self.measured
            else "Proved by"
        )


@dataclass(frozen=True, slots=True)
class CellMark:
    """The mark of a footnote in one cell.

    It leads to the printed line that shows the cell, where one is quoted.
    """

    note: Footnote
    target: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class RowWithFootnotes:
    """A row of a table with its notes.

    `marks` are those of each cell, `lines` the printed lines that show it.
    """

    row: Row
    notes: tuple[Footnote, ...]
    marks: tuple[tuple[CellMark, ...], ...] = ()
    lines: tuple[ShownLine, ...] = ()


def samples_of(site: Site) -> dict[SampleRef, Sample]:
    """Return every sample of a site by its name."""
    return {SampleRef(d.slug, sample.id): sample for d in site.dimensions for sample in d.samples}


def state_of(sample: Sample) -> State:
    """Return `verified` if every program of a sample is, otherwise the state of the worst one."""
    state: State = "verified"
    for program in sample.programs:
        if program.state == "unverified":
            return "unverified"
        if program.state == "stale":
            state = "stale"
    return state


def unverified(samples: SamplesByName) -> frozenset[SampleRef]:
    """Return the samples that are not verified."""
    return frozenset(ref for ref, sample in samples.items() if state_of(sample) != "verified")


def row_footnotes(
    dimension: Dimension, samples: SamplesByName, subjects: Collection[str] = ()
) -> tuple[tuple[RowWithFootnotes, ...], tuple[Footnote, ...]]:
    """Return the rows of a table with their marks, and the footnotes in order of first use.

    `subjects` are the keys of the columns.
    """
    notes: dict[object, Footnote] = {}
    rows = []
    for row in dimension.rows:
        keys = footnote_keys(row.basis)
        for key in keys:
            if key not in notes:
                notes[key] = make_footnote(
                    len(notes) + 1, key, dimension.sources, samples, _mark(key, notes.values())
                )
        own = tuple(sorted((notes[key] for key in keys), key=lambda note: note.number))
        lines = shown_lines(row.shows, row.basis.proofs, samples)
        marks = tuple(
            _cell_marks(own, [line for line in lines if line.subject == subject])
            for subject in subjects
        )
        rows.append(RowWithFootnotes(row, own, marks, lines))
    return tuple(rows), tuple(notes.values())


def _cell_marks(notes: Iterable[Footnote], lines: Iterable[ShownLine]) -> tuple[CellMark, ...]:
    """Return the marks of one cell; a proof that shows it by a line leads there."""
    by_sample: dict[str, list[ShownLine]] = {}
    for line in lines:
        by_sample.setdefault(
            f"dimensions/{line.sample.dimension}.html#{line.sample.sample}", []
        ).append(line)
    marks = []
    for note in notes:
        shown = by_sample.get(note.target, [])
        target = shown[0].target if shown else note.target
        marks.append(CellMark(note, target, "\n".join(line.line for line in shown)))
    return tuple(marks)


FootnoteKey = SampleRef | Measured | str


def footnote_keys(basis: Basis) -> list[FootnoteKey]:
    """Return what a statement stands on, proofs first."""
    return [
        *basis.proofs,
        *basis.measurements,
        *basis.sources,
        *(["judgement"] if basis.judgement else []),
    ]


def _mark(key: FootnoteKey, before: Iterable[Footnote]) -> str:
    """Return the next mark: a number for programs, a letter for sources, a dagger for opinions."""
    if key == "judgement":
        return "†"
    kind = "source" if isinstance(key, str) else "proof"
    number = sum(note.kind == kind for note in before)
    return str(number + 1) if kind == "proof" else _letters(number)


def _letters(number: int) -> str:
    """Return a, b, ... z, aa, ab for 0, 1, 2."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def make_footnote(
    number: int, key: FootnoteKey, sources: Iterable[Link], samples: SamplesByName, mark: str = ""
) -> Footnote:
    """Make a footnote; `sources` give the titles of addresses."""
    mark = mark or str(number)
    if isinstance(key, SampleRef):
        sample = samples[key]
        return Footnote(
            number,
            "proof",
            sample.title,
            f"dimensions/{key.dimension}.html#{key.sample}",
            state_of(sample),
            mark,
        )
    if isinstance(key, Measured):
        return Footnote(
            number,
            "proof",
            key.title,
            f"measurements.html#{key.slug}",
            key.state,
            mark,
            measured=True,
        )
    if key == "judgement":
        return Footnote(number, "judgement", "", mark=mark)
    titles = {link.url: link.title for link in sources}
    return Footnote(number, "source", titles.get(key) or _place(key), key, mark=mark)


def _place(url: str) -> str:
    """Name a page that nobody gave a title.

    Its host, and the last part of its address that says something.
    """
    parts = urlsplit(url)
    last = parts.fragment or parts.path.rstrip("/").rpartition("/")[2]
    return f"{parts.hostname}, {last}" if last else parts.hostname or url


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """How many statements stand on what, and what the proofs ran on.

    Of the `proved`, `witnessed` quote the printed lines that show them; `lines` are different lines
    that are quoted. `versions` maps packages to the versions that were seen, `runtimes` are what
    ran them, with short versions; dates are YYYY-MM-DD.
    """

    proved: int = 0
    witnessed: int = 0
    lines: int = 0
    unverified: int = 0
    sourced: int = 0
    judged: int = 0
    programs: int = 0
    first: str = ""
    last: str = ""
    versions: PackageVersions = ()
    runtimes: tuple[str, ...] = field(default=())

    @property
    def statements(self) -> int:
        """Return the number of all statements."""
        return self.proved + self.unverified + self.sourced + self.judged


def summarize_evidence(
    bases: Iterable[Basis],
    programs: Iterable[Program],
    unverified: Collection[SampleRef],
    packages: tuple[str, ...],
) -> EvidenceSummary:
    """Count what statements stand on, and gather what programs ran on.

    `packages` are those whose versions are named.
    """
    kinds = Counter(_kind(basis, unverified) for basis in bases)
    listed = list(programs)
    runs = [run for program in listed for run in program.runs]
    dates = sorted(run.date for run in runs)
    return EvidenceSummary(
        proved=kinds["proof"],
        unverified=kinds["unverified"],
        sourced=kinds["source"],
        judged=kinds["judgement"],
        programs=len(listed),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        versions=versions_of(runs, packages),
        runtimes=runtimes_of(runs),
    )


def versions_of(runs: Iterable[Run], packages: tuple[str, ...]) -> PackageVersions:
    """Return for each of some packages the versions that programs ran with, oldest first."""
    seen: dict[str, set[str]] = {}
    for run in runs:
        for name, version in run.packages:
            seen.setdefault(name, set()).add(version)
    return tuple(
        (name, tuple(sorted(seen[name], key=version_key))) for name in packages if name in seen
    )


def runtimes_of(runs: Iterable[Run]) -> tuple[str, ...]:
    """Return what programs ran on, each runtime with its short versions, oldest first.

    `Python 3.11 and 3.13`.
    """
    seen: dict[str, set[str]] = {}
    for run in runs:
        seen.setdefault(run.runtime.name, set()).add(major_minor(run.runtime.version))
    return tuple(
        f"{name} {_and(sorted(versions, key=version_key))}" for name, versions in seen.items()
    )


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A statement that a printed line shows.

    A short mark, its title, its file and anchor below the site's root.
    """

    mark: str
    title: str
    target: str


# For each subject and printed line of a sample the statements that it shows.
CitedLines = Mapping[tuple[str, str], tuple[CitedBy, ...]]


@dataclass(frozen=True, slots=True)
class OutputLine:
    """A printed line; one that shows a statement has an anchor."""

    text: str
    anchor: str = ""
    cited_by: tuple[CitedBy, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramOutput:
    """An output.

    `differs_by` tells it from the other outputs of its program: "with Tea 6.1", "on Python 3.13".
    """

    text: str
    versions: PackageVersions
    runtimes: tuple[str, ...]
    lines: tuple[OutputLine, ...] = ()
    differs_by: str = ""


@dataclass(frozen=True, slots=True)
class ProgramPanel:
    """A program as a page shows it.

    `needs` is in words ("from Tea 6.0"), `command` runs the program on the reader's machine; both
    may be empty. A main file comes first in `files`. `measured` is the day for a program that was
    measured and prints nothing.
    """

    subject: Subject
    program: Program
    files: tuple[CodeFile, ...]
    needs: str = ""
    date: str = ""
    versions: PackageVersions = ()
    runtimes: tuple[str, ...] = ()
    command: str = ""
    printed: tuple[ProgramOutput, ...] = ()
    measured: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A sample with its panels; `none` says why a subject has no program."""

    sample: Sample
    panels: tuple[ProgramPanel, ...]
    none: tuple[tuple[Subject, Prose], ...] = ()


def show_side_by_side(
    sample: Sample, subjects: Mapping[str, Subject], cited: CitedLines | None = None
) -> SideBySide:
    """Return a sample as a page shows it; `cited` are the lines that show statements."""
    needs = dict(sample.needs)
    panels = tuple(
        _panel(
            sample, program, subjects[program.subject], needs.get(program.subject, ""), cited or {}
        )
        for program in sample.programs
    )
    none = tuple((subjects[key], reason) for key, reason in sample.none)
    return SideBySide(sample, panels, none)


def show_application(
    application: Application, subjects: Mapping[str, Subject]
) -> tuple[ProgramPanel, ...]:
    """Return what the acceptance program printed for each subject, without source files."""
    sample = Sample("acceptance", application.title, Prose(), (), application.programs)
    panels = show_side_by_side(sample, subjects).panels
    return tuple(replace(panel, files=(), command="") for panel in panels)


def show_measured(
    sample: Sample, measurement: Measurement, subjects: Mapping[str, Subject]
) -> SideBySide:
    """Return a sample of a measurement as a page shows it.

    First the files with a region, which readers look for.
    """
    day = (
        measurement.results.date if measurement.results and measurement.state == "verified" else ""
    )
    panels = tuple(
        ProgramPanel(
            subjects[p.subject],
            p,
            tuple(sorted(p.files, key=lambda file: not file.partial)),
            measured=day,
        )
        for p in sample.programs
    )
    return SideBySide(sample, panels)


def cited_lines(
    rows: Iterable[RowWithFootnotes], page: str
) -> dict[SampleRef, dict[tuple[str, str], tuple[CitedBy, ...]]]:
    """Return for each sample the lines that rows of a page quote, with the rows."""
    cited: dict[SampleRef, dict[tuple[str, str], tuple[CitedBy, ...]]] = {}
    for number, noted in enumerate(rows, 1):
        citation = CitedBy(str(number), noted.row.aspect, f"{page}#{noted.row.id}")
        for line in noted.lines:
            add_citation(cited, line, citation)
    return cited


def add_citation(
    cited: dict[SampleRef, dict[tuple[str, str], tuple[CitedBy, ...]]],
    line: ShownLine,
    citation: CitedBy,
) -> None:
    """Add that a line shows a statement."""
    lines = cited.setdefault(line.sample, {})
    before = lines.get((line.subject, line.line), ())
    lines[line.subject, line.line] = before if citation in before else (*before, citation)


def _output_lines(
    text: str, sample: Sample, subject: str, cited: CitedLines, taken: set[str]
) -> tuple[OutputLine, ...]:
    """Return an output line by line.

    `taken` are anchors that stand on the page already, and new ones are added.
    """
    lines = []
    for line in text.splitlines():
        citations = cited.get((subject, line.strip()), ())
        anchor = line_anchor(sample.id, subject, line) if citations else ""
        lines.append(OutputLine(line, "" if anchor in taken else anchor, citations))
        taken.add(anchor)
    return tuple(lines)


def _what_differs(groups: list[tuple[Run, ...]], packages: tuple[str, ...]) -> list[str]:
    """Return for each group of runs what tells it from the others.

    Versions of packages, Python, or the environment.
    """
    by_versions = [_with_versions(versions_of(runs, packages)) for runs in groups]
    by_python = ["on " + " and ".join(runtimes_of(runs)) for runs in groups]
    by_environment = ["in " + " and ".join(run.environment for run in runs) for runs in groups]
    for labels in (by_versions, by_python):
        if len(set(labels)) == len(groups):
            return labels
    return by_environment


def _with_versions(versions: PackageVersions) -> str:
    return "with " + ", ".join(f"{name} {' and '.join(seen)}" for name, seen in versions)


def _panel(
    sample: Sample, program: Program, subject: Subject, needs: str, cited: CitedLines
) -> ProgramPanel:
    wording = ", ".join(
        filter(
            None,
            [needs_in_words(needs, subject.name) if needs else "", tools_in_words(sample.tools)],
        )
    )
    if program.state != "verified":
        return ProgramPanel(subject, program, program.files, wording)
    packages = subject.packages[:1]
    outputs = []
    taken = {""}
    labels = _what_differs([runs for runs, _ in program.outputs], packages)
    for (runs, text), label in zip(program.outputs, labels, strict=True):
        lines = _output_lines(text, sample, subject.key, cited, taken)
        versions, runtimes = versions_of(runs, packages), runtimes_of(runs)
        outputs.append(ProgramOutput(text, versions, runtimes, lines, label))
    return ProgramPanel(
        subject,
        program,
        program.files,
        wording,
        max(run.date for run in program.runs),
        versions_of(program.runs, packages),
        runtimes_of(program.runs),
        _command(program, subject),
        tuple(outputs),
    )


def _command(program: Program, subject: Subject) -> str:
    """Return what runs a program on the newest versions that it was seen to run on.

    With every package that it names: uv brings Python and packages, npm the packages for Node.
    """
    name, runs = program.files[0].name, program.runs
    on_python = name.endswith(".py") and subject.run == ("python", "{file}")
    if not runs or not (on_python or subject.run == ("node", "{file}")):
        return ""
    own = subject.packages[0] if subject.packages else ""
    newest = max(
        runs,
        key=lambda run: (
            version_key(dict(run.packages).get(own, "")),
            version_key(run.runtime.version),
        ),
    )
    listed = [
        f"{name}=={version}"
        for name, version in newest.packages
        if name == own or name not in subject.packages
    ]
    if not on_python:
        words = [*_TO_INSTALL, *map(_quoted, [one.replace("==", "@") for one in listed]), "&&"]
        return " ".join([*(words if listed else ()), "node", shlex.quote(name)])
    wanted = ["--with", _quoted(",".join(listed))] if listed else []
    words = [
        "uv",
        "run",
        "--python",
        shlex.quote(major_minor(newest.runtime.version)),
        *wanted,
        shlex.quote(name),
    ]
    return " ".join(words)


_TO_INSTALL = ("npm", "install", "--no-save", "--ignore-scripts")


def _quoted(word: str) -> str:
    """Return one word of a command, in quotes whether it needs them or not."""
    quoted = shlex.quote(word)
    return quoted if quoted != word else f"'{word}'"


def needs_in_words(needs: str, name: str) -> str:
    """Say a range of versions: `>=6.0` is "from Tea 6.0", `<5` is "before Tea 5"."""
    from packaging.specifiers import SpecifierSet  # here, because few sites say what a sample needs

    words = {
        ">=": "from",
        ">": "after",
        "<": "before",
        "<=": "up to",
        "==": "only",
        "!=": "not",
        "~=": "with",
    }
    parts = sorted(
        SpecifierSet(needs), key=lambda part: (part.operator not in {">=", ">"}, part.version)
    )
    said = [
        f"{words.get(part.operator, part.operator)} {name if not n else ''} {part.version}"
        for n, part in enumerate(parts)
    ]
    return " ".join(" and ".join(said).split())


def tools_in_words(tools: Sequence[str]) -> str:
    """Say what a program starts: "starts redis-server and nginx", or nothing."""
    if not tools:
        return ""
    return f"starts {' and '.join(filter(None, [', '.join(tools[:-1]), tools[-1]]))}"


def _kind(basis: Basis, unverified: Collection[SampleRef]) -> str:
    doubtful = unverified and any(proof in unverified for proof in basis.proofs)
    if doubtful or (
        basis.measurements and any(measured.state != "verified" for measured in basis.measurements)
    ):
        return "unverified"
    return basis.kind


@cache
def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def major_minor(version: str) -> str:
    """Return the first two parts of a version."""
    return ".".join(version.split(".")[:2])


def dimension_evidence(
    dimension: Dimension, samples: SamplesByName, packages: tuple[str, ...]
) -> EvidenceSummary:
    """Return what the rows of a dimension stand on."""
    return summarize_evidence(
        (row.basis for row in dimension.rows), dimension.programs(), unverified(samples), packages
    )


def site_evidence(site: Site, samples: SamplesByName) -> EvidenceSummary:
    """Return what every row and myth of a site stands on."""
    statements: list[Row | Myth] = [*(row for d in site.dimensions for row in d.rows), *site.myths]
    programs = [program for sample in samples.values() for program in sample.programs]
    summary = summarize_evidence(
        (s.basis for s in statements), programs, unverified(samples), named_packages(site)
    )
    shown = [shown_lines(s.shows, s.basis.proofs, samples) for s in statements if s.shows]
    lines = {line.target for found in shown for line in found}
    return replace(summary, witnessed=sum(map(bool, shown)), lines=len(lines))


def named_packages(site: Site) -> tuple[str, ...]:
    """Return the first package of each subject, whose version is the subject's."""
    return tuple(subject.packages[0] for subject in site.config.subjects if subject.packages)
