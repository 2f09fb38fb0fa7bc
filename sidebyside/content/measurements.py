"""Measurements: a strict reader of results files, and a table that compares two runs.

    results(file, frame) -> Results | None, problems

A good file takes a short way: JSON straight into the schema. Only a bad one is read as the YAML
that all JSON is, because that tree knows the line and column of every value.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from sidebyside.content import schema, validation
from sidebyside.content.compiler import (
    CompiledEntry,
    EntryAndAnchors,
    EntryCompiler,
    SourceFile,
    compile_entry,
)
from sidebyside.content.programs import DimensionFiles, compile_samples
from sidebyside.content.source import Document, Source
from sidebyside.content.yaml_tree import PathStep, parse_yaml
from sidebyside.diagnostics import Diagnostic, suggestion
from sidebyside.model import intervals
from sidebyside.model.entries import (
    Figure,
    Frame,
    MeasuredEnvironment,
    Measurement,
    Reading,
    Results,
    Sample,
    Spread,
    State,
)
from sidebyside.model.intervals import Interval, format_interval

_AGAIN = "it is written by the program that measures: run that again"
ResultFault = tuple[str, str, list[PathStep], str]


def compile_measurement(files: DimensionFiles, frame: Frame | None) -> CompiledEntry[Measurement]:
    """Make a measurement from its prose, its results file `<slug>.json` and its programs."""

    def make(
        compiler: EntryCompiler, document: Document, entry: schema.MeasurementEntry
    ) -> EntryAndAnchors[Measurement]:
        return _measurement(compiler, document, entry, files, frame)

    return compile_entry(files.index, "measurement", schema.MeasurementEntry, frame, make)


def _measurement(
    compiler: EntryCompiler,
    document: Document,
    entry: schema.MeasurementEntry,
    files: DimensionFiles,
    frame: Frame | None,
) -> EntryAndAnchors[Measurement]:
    source = files.others.get(f"{compiler.here.slug}.json")
    data, problems = read_results(source, frame) if source else (None, [])
    compiler.problems += problems
    ids = tuple(f"{sample.id}." for sample in entry.samples)
    programs = (
        {name: text for name, text in files.others.items() if name.startswith(ids)} if ids else {}
    )
    folder = SourceFile(compiler.here.slug, "measurements/index.md", files.index.source)
    listed = compile_samples(compiler, entry.samples, DimensionFiles(folder, programs), {})
    state = _state(data, listed)
    if not problems and not entry.draft:
        _warn(compiler, state, measured=data is not None)
    made = Measurement(
        slug=compiler.here.slug,
        path=compiler.path,
        title=entry.title,
        summary=entry.summary,
        dimensions=compiler.dimensions(entry.dimensions, ["dimensions"]),
        samples=listed,
        body=compiler.body(document, frozenset()),
        results=_results(data, frame) if data and frame else None,
        state=state,
        order=entry.order,
        draft=entry.draft,
    )
    return made, frozenset()


def _state(data: schema.ResultsEntry | None, listed: Sequence[Sample]) -> State:
    """Say whether the programs that a page shows are those that were measured."""
    if data is None:
        return "unverified"
    shown = {
        f"{sample.id}.{program.subject}": program.sha256
        for sample in listed
        for program in sample.programs
    }
    return (
        "verified"
        if all(data.programs.get(name) == sha256 for name, sha256 in shown.items())
        else "stale"
    )


def _warn(compiler: EntryCompiler, state: State, *, measured: bool) -> None:
    if not measured:
        compiler.report(
            "no-evidence",
            "this was never measured",
            ["title"],
            help="run the program that measures",
        )
    elif state == "stale":
        compiler.report(
            "stale-evidence",
            "a program has changed since it was measured",
            ["title"],
            help="measure it again",
        )


def read_results(
    source: Source, frame: Frame | None
) -> tuple[schema.ResultsEntry | None, list[Diagnostic]]:
    """Read results, or say everything that keeps them from being read: with the place of each."""
    subjects = frame.keys if frame else ()
    try:
        data = schema.ResultsEntry.model_validate(
            json.loads(source.text, object_pairs_hook=_once, parse_constant=_no_number)
        )
        if not any(_faults(data, subjects)):
            return data, []
    except json.JSONDecodeError as error:
        return None, [
            source.problem("syntax", f"the file is damaged: {error.msg}", error.pos, help=_AGAIN)
        ]
    except (ValueError, RecursionError):
        pass
    return None, _told(source, subjects)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("duplicate key")
    return made


def _no_number(word: str) -> float:
    raise ValueError(f"'{word}' is not a number")


def _told(source: Source, subjects: Sequence[str]) -> list[Diagnostic]:
    tree, problems = parse_yaml(source)
    if tree is None:
        return problems
    entry, faults = validation.validate_entry(schema.ResultsEntry, tree, "a measurement")
    problems += faults
    if entry:
        problems += [
            tree.problem(code, message, path, help=hint)
            for code, message, path, hint in _faults(entry, subjects)
        ]
    return problems or [
        source.problem(
            "syntax", "the file is damaged: a number is not written as one", 0, help=_AGAIN
        )
    ]


def _faults(data: schema.ResultsEntry, subjects: Sequence[str]) -> Iterator[ResultFault]:
    """Yield what no schema can say.

    Names that nothing else in the file or the site knows, rounds that do not match.
    """
    seen: set[str] = set()
    for index, figure in enumerate(data.figures):
        if figure.id in seen:
            yield (
                "duplicate-slug",
                f"two figures have the id '{figure.id}'",
                ["figures", index, "id"],
                _AGAIN,
            )
        seen.add(figure.id)
        for name, runs in figure.runs.items():
            path: list[PathStep] = ["figures", index, "runs", name]
            if name not in data.environments:
                known = list(data.environments)
                yield (
                    "bad-value",
                    f"the results have no environment '{name}'",
                    path,
                    suggestion(name, known) or _AGAIN,
                )
            lengths = {len(values) for values in runs.values()}
            if len(lengths) > 1:
                yield (
                    "bad-value",
                    f"the subjects have {_listed(lengths)} rounds; rounds are compared in pairs",
                    path,
                    _AGAIN,
                )
            for key in runs:
                if subjects and key not in subjects:
                    hint = suggestion(key, subjects) or f"the subjects are: {', '.join(subjects)}"
                    yield "unknown-subject", f"there is no subject '{key}'", [*path, key], hint


def _listed(numbers: set[int]) -> str:
    return " and ".join(map(str, sorted(numbers)))


def _results(data: schema.ResultsEntry, frame: Frame) -> Results:
    return Results(
        date=data.date,
        rounds=data.rounds,
        machine=tuple(data.machine.items()),
        busy=tuple(data.busy),
        left_out=tuple(data.left_out),
        environments=tuple(
            MeasuredEnvironment(name, e.python, tuple(e.packages.items()))
            for name, e in data.environments.items()
        ),
        figures=tuple(make_figure(entry, frame.keys) for entry in data.figures),
    )


def make_figure(entry: schema.FigureEntry, subjects: Sequence[str]) -> Figure:
    """Make a figure of its samples.

    For each environment the spread of every subject, and its ratio to the first.
    """
    readings = []
    for name, runs in entry.runs.items():
        first, *others = [runs.get(key, []) for key in subjects]
        ratios = tuple(
            intervals.ratio(first, other) if first and other else None for other in others
        )
        readings.append(
            Reading(name, tuple(_spread(values) for values in (first, *others)), ratios)
        )
    return Figure(entry.id, entry.title, entry.unit, entry.better, tuple(readings))


def _spread(values: Sequence[float | None]) -> Spread | None:
    kept = [value for value in values if value is not None]
    return Spread(median(kept), min(kept), max(kept), len(kept)) if kept else None


# --- two runs
# ---------------------------------------------------------------------------------------------------------------

BEGIN, END = "<!-- two runs: begin -->", "<!-- two runs: end -->"
EXPECTED_OVERLAP = 0.9


def compare_runs(
    before: Path, after: Path, document: Path, subjects: Sequence[str]
) -> tuple[str, bool]:
    """Write the figures of two runs, each a folder of .json files, into a document.

    Returns what came of it in words, and whether at least nine in ten intervals overlap.
    """
    rows, same, total = [], 0, 0
    for path in sorted(after.glob("*.json")):
        old = before / path.name
        if not old.exists():
            return (
                f"{old.name}: there is no earlier run to compare with; run the benchmark again",
                False,
            )
        first, second = _load(old, subjects), _load(path, subjects)
        for key, (title, interval) in second.items():
            _, earlier = first.get(key, ("", None))
            if earlier is None:
                continue
            overlaps = earlier.overlaps(interval)
            total, same = total + 1, same + overlaps
            both = f"{format_interval(earlier)} | {format_interval(interval)}"
            rows.append(
                f"| {path.stem} | {title} | {key[0]} | {both} | {'yes' if overlaps else 'no'} |"
            )
    if not rows:
        return "there is nothing to compare: run the benchmark first", False
    verdict = (
        f"{same} of {total} intervals of the second run overlap those of the first "
        f"({same / total:.1%})."
    )
    head = (
        "| measurement | figure | environment | first run | second run | overlap |\n"
        "|---|---|---|---|---|---|"
    )
    text = document.read_text(encoding="utf-8")
    start, _, rest = text.partition(BEGIN)
    _, _, end = rest.partition(END)
    made = (
        f"{start}{BEGIN}\n\n{_machines(before, after)}\n\n{verdict}\n\n{head}\n"
        + "\n".join(rows)
        + f"\n\n{END}{end}"
    )
    document.write_text(made, encoding="utf-8")
    return verdict, same >= EXPECTED_OVERLAP * total


def _load(path: Path, subjects: Sequence[str]) -> dict[tuple[str, str, int], tuple[str, Interval]]:
    """Return a file's ratios by environment, figure and subject, with each figure's title."""
    data = schema.ResultsEntry.model_validate_json(path.read_text(encoding="utf-8"))
    found = {}
    for entry in data.figures:
        for reading in make_figure(entry, subjects).readings:
            for place, interval in enumerate(reading.ratios):
                if interval:
                    found[reading.environment, entry.id, place] = (entry.title, interval)
    return found


def _machines(*folders: Path) -> str:
    lines = []
    for word, folder in zip(("First", "Second"), folders, strict=True):
        data = schema.ResultsEntry.model_validate_json(
            sorted(folder.glob("*.json"))[0].read_text(encoding="utf-8")
        )
        machine = ", ".join(f"{name}: {value}" for name, value in data.machine.items())
        busy = f"; marked: {'; '.join(data.busy)}" if data.busy else ""
        lines.append(f"- {word} run: {data.date}, {data.rounds} rounds, {machine}{busy}.")
    return "\n".join(lines)
