"""What verify recorded.

Reading evidence.json, and holding it against the programs as they are now.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Source, decode
from sidebyside.diagnostics import Diagnostic, Location
from sidebyside.model.entries import Dimension, Program, Run, Runtime


def _day(value: str) -> str:
    date.fromisoformat(value)
    return value


# What a ledger may name becomes part of commands that readers run, and of file names: nothing in it
# needs quoting.
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$")]
# A package of npm may lie in a scope: @scope/name.
PackageName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(@[a-z0-9][a-z0-9._-]{0,98}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$"
    ),
]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9][A-Za-z0-9.!+_-]{0,60}$")]
EnvironmentName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
]
ProgramPath = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$", max_length=400
    ),
]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)
]


class RuntimeRecord(BaseModel):
    """What a program ran on, where that is no Python."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Name
    version: Version


class RunRecord(BaseModel):
    """One run as evidence.json keeps it: on a Python, or on another runtime."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    date: Day
    output: Hash
    packages: dict[PackageName, Version]
    python: Version | None = None
    runtime: RuntimeRecord | None = None

    @model_validator(mode="after")
    def _one_runtime(self) -> Self:
        if (self.python is None) == (self.runtime is None):
            raise ValueError("a run has either a Python or another runtime")
        return self

    @property
    def ran_on(self) -> Runtime:
        """Return what the program ran on."""
        return (
            Runtime(self.runtime.name, self.runtime.version)
            if self.runtime
            else Runtime("Python", self.python or "")
        )


class ProgramRecord(BaseModel):
    """One program as evidence.json keeps it: its SHA-256 and its runs by environment."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sha256: Hash
    runs: dict[EnvironmentName, RunRecord]


class Ledger(BaseModel):
    """evidence.json: every program by its path below content/."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: Literal[1] = 1
    programs: dict[ProgramPath, ProgramRecord] = {}

    def as_text(self) -> str:
        """Write the file.

        Sorted, one value a line, so that a change is readable in a pull request.
        """
        return (
            json.dumps(
                self.model_dump(exclude_none=True), indent=2, sort_keys=True, ensure_ascii=False
            )
            + "\n"
        )


def read_ledger(file: SourceFile | None) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """Read evidence.json; what is damaged in it is a problem, and counts as not there."""
    if file is None:
        return Ledger(), ()
    with suppress(ValueError):
        return Ledger.model_validate_json(file.source.text), ()
    try:
        return Ledger.model_validate(json.loads(file.source.text)), ()
    except json.JSONDecodeError as error:
        return Ledger(), (
            file.source.problem(
                "syntax", f"evidence.json is damaged: {error.msg}", error.pos, help=AGAIN
            ),
        )
    except ValidationError as error:
        return _salvaged(file.source.text), tuple(_damage(file.source, error))
    except (ValueError, RecursionError):
        return Ledger(), (
            file.source.problem(
                "syntax",
                "evidence.json is damaged: verify did not write it like this",
                0,
                help=AGAIN,
            ),
        )


def _salvaged(text: str) -> Ledger:
    """Return the records of a damaged ledger that are good.

    What one program claims takes nothing from the others.
    """
    data = json.loads(text)
    programs = data.get("programs") if isinstance(data, dict) else None
    good: dict[str, ProgramRecord] = {}
    for path, record in programs.items() if isinstance(programs, dict) else ():
        with suppress(ValidationError):
            good |= Ledger.model_validate({"programs": {path: record}}).programs
    return Ledger(programs=good)


def _damage(source: Source, error: ValidationError) -> Iterator[Diagnostic]:
    """Yield what is wrong with a ledger, at most ten things of it, each at its place."""
    for fault in error.errors(include_url=False)[:10]:
        keys = [str(key) for key in fault["loc"] if key != "[key]"]
        start, end = _span(source, keys)
        message = (
            f"evidence.json is damaged: '{keys[-1] if keys else ''}' is not a value that "
            "verify writes"
        )
        yield source.problem("syntax", message, start, end, AGAIN)


def _span(source: Source, keys: Iterable[str]) -> tuple[int, int]:
    """Return where the last of some keys stands, each within the one before.

    As verify writes it, in that order.
    """
    start = end = 0
    for key in keys:
        word = json.dumps(key, ensure_ascii=False)
        found = source.text.find(word, end)
        if found < 0:
            break
        start, end = found, found + len(word)
    return start, end


def from_the_future(file: SourceFile | None, ledger: Ledger, today: date) -> Iterator[Diagnostic]:
    """Yield runs whose day has not come yet: a program that nobody ran would never be too old."""
    latest = latest_day(today).isoformat()
    for path, record in ledger.programs.items():
        for name, run in record.runs.items():
            if run.date > latest and file is not None:
                start, end = _span(file.source, (path, "runs", name, "date", run.date))
                message = f"'{run.date}' is in the future"
                yield file.source.problem("bad-value", message, start, end, AGAIN)


def latest_day(today: date) -> date:
    """Return the last valid date: tomorrow, which has begun in some time zones.

    A build of the past (SOURCE_DATE_EPOCH) is not kept from reading what was recorded since.
    """
    return max(today, datetime.now(UTC).date()) + timedelta(days=1)


AGAIN = "run: python build.py verify --update"


def verify_again(program: str) -> str:
    """Return the help that names what a program is of.

    `dimensions/<slug>/<sample>.<subject>.py` is of a sample, `applications/<slug>/<subject>` of an
    application.
    """
    folder, slug, name = program.split("/")
    asked = f"{slug}/{name.partition('.')[0]}" if folder == "dimensions" else f"{folder}/{slug}"
    return f"run: python build.py verify {asked} --update"


def output_paths(program: str, environments: Iterable[str]) -> dict[str, str]:
    """Return where the output of a program is recorded.

    The common file under the empty name, and one for each environment.
    """
    path = PurePosixPath(program)
    stem = (
        path.with_suffix("") if path.suffix and path.suffix.isascii() and "." in path.stem else path
    )
    return {"": f"{stem}.out", **{name: f"{stem}.{name}.out" for name in environments}}


def output_sha256(output: bytes) -> str:
    """Return the SHA-256 that evidence.json keeps of an output.

    Of its text as every file here is read.
    """
    text = decode(output, "")
    return hashlib.sha256(
        output if isinstance(text, Diagnostic) else text.text.encode()
    ).hexdigest()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What is known of programs that ran.

    Records and recorded outputs by path, today, and when evidence is too old.
    """

    records: Mapping[str, ProgramRecord | None]
    outputs: Mapping[str, Source]
    today: date
    stale_after_days: int | None = None


def attach_evidence(
    dimension: Dimension, shelf: EvidenceView, name: str
) -> tuple[Dimension, list[Diagnostic]]:
    """Return a dimension whose programs carry their runs, and warn of the others.

    `name` is content's name in messages.
    """
    problems: list[Diagnostic] = []
    samples = []
    for sample in dimension.samples:
        programs, found = judge_programs(sample.programs, shelf, name)
        samples.append(replace(sample, programs=programs))
        problems += found
    return replace(dimension, samples=tuple(samples)), problems


def judge_programs(
    programs: Iterable[Program], shelf: EvidenceView, name: str
) -> tuple[tuple[Program, ...], list[Diagnostic]]:
    """Return programs with their runs, and warnings about those without a valid record."""
    judged = [_judge(one, shelf, f"{name}/{one.path}" if name else one.path) for one in programs]
    return tuple(program for program, _ in judged), [problem for _, problem in judged if problem]


def _judge(program: Program, shelf: EvidenceView, shown: str) -> tuple[Program, Diagnostic | None]:
    record, place, again = (
        shelf.records.get(program.path),
        Location(shown),
        verify_again(program.path),
    )
    if record is None or not record.runs:
        return program, Diagnostic("no-evidence", "the program was never verified", place, again)
    if record.sha256 != program.sha256:
        stale = replace(program, state="stale")
        return stale, Diagnostic(
            "stale-evidence", "the program has changed since it was verified", place, again
        )
    runs, missing = [], ""
    paths = output_paths(program.path, record.runs)
    for environment, run in sorted(record.runs.items()):
        text = _recorded(shelf, paths, environment, run.output)
        missing = missing or (environment if text is None else "")
        packages = tuple(run.packages.items())
        runs.append(Run(environment, run.ran_on, packages, run.date, run.output, text or ""))
    if missing:
        stale = replace(program, state="stale")
        return stale, Diagnostic(
            "stale-evidence",
            f"the recorded output of {missing} is missing or was changed",
            place,
            again,
        )
    verified = replace(program, runs=tuple(runs), state="verified")
    oldest = min(run.date for run in runs)
    if (
        shelf.stale_after_days is not None
        and (shelf.today - date.fromisoformat(oldest)).days > shelf.stale_after_days
    ):
        message = (
            f"the program was last verified on {oldest}, more than {shelf.stale_after_days} "
            "days ago"
        )
        return verified, Diagnostic("stale-evidence", message, place, again)
    return verified, None


def _recorded(
    shelf: EvidenceView, paths: Mapping[str, str], environment: str, sha256: str
) -> str | None:
    for key in (environment, ""):
        source = shelf.outputs.get(paths[key])
        if source is not None and hashlib.sha256(source.text.encode()).hexdigest() == sha256:
            return source.text
    return None
