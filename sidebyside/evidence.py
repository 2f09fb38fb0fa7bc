"""What verify recorded: reading evidence.json, and holding it against the programs as they are now."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from sidebyside.desk import File
from sidebyside.model import Dimension, Program, Run
from sidebyside.problems import Place, Problem
from sidebyside.source import Source, decode


def _day(value: str) -> str:
    date.fromisoformat(value)
    return value


Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]


class RunRecord(BaseModel):
    """One run as evidence.json keeps it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    date: Day
    output: Hash
    packages: dict[str, str]
    python: str


class ProgramRecord(BaseModel):
    """One program as evidence.json keeps it: its SHA-256 and its runs by environment."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sha256: Hash
    runs: dict[str, RunRecord]


class Ledger(BaseModel):
    """evidence.json: every program by its path below content/."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: int = 1
    programs: dict[str, ProgramRecord] = {}

    def as_text(self) -> str:
        """Write the file: sorted, one value a line, so that a change is readable in a pull request."""
        return json.dumps(self.model_dump(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_ledger(file: File | None) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read evidence.json; a damaged one is a problem and counts as empty."""
    if file is None:
        return Ledger(), ()
    with suppress(ValueError):
        return Ledger.model_validate_json(file.source.text), ()
    try:
        return Ledger.model_validate(json.loads(file.source.text)), ()
    except json.JSONDecodeError as error:
        return Ledger(), (file.source.problem("syntax", f"evidence.json is damaged: {error.msg}", error.pos, help=AGAIN),)
    except (ValueError, RecursionError):
        return Ledger(), (
            file.source.problem("syntax", "evidence.json is damaged: it is not what verify writes", 0, help=AGAIN),
        )


AGAIN = "run: python build.py verify --update"


def output_paths(program: str, environments: Iterable[str]) -> dict[str, str]:
    """Return where the output of a program is recorded: the common file under the empty name, and one for each environment."""
    path = PurePosixPath(program)
    stem = path.with_suffix("") if path.suffix and path.suffix.isascii() and "." in path.stem else path
    return {"": f"{stem}.out", **{name: f"{stem}.{name}.out" for name in environments}}


def output_sha256(output: bytes) -> str:
    """Return the SHA-256 that evidence.json keeps of an output: of its text as every file here is read."""
    text = decode(output, "")
    return hashlib.sha256(output if isinstance(text, Problem) else text.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known of programs that ran: records and recorded outputs by path, today, and when evidence is too old."""

    records: Mapping[str, ProgramRecord | None]
    outputs: Mapping[str, Source]
    today: date
    stale_after_days: int | None = None


def attach(dimension: Dimension, shelf: Shelf, name: str) -> tuple[Dimension, list[Problem]]:
    """Return a dimension whose programs carry their runs, and warn of the others; `name` is content's name in messages."""
    problems: list[Problem] = []
    samples = []
    for sample in dimension.samples:
        programs = []
        for program in sample.programs:
            judged, problem = _judge(program, shelf, f"{name}/{program.path}" if name else program.path)
            programs.append(judged)
            problems += [problem] if problem else []
        samples.append(replace(sample, programs=tuple(programs)))
    return replace(dimension, samples=tuple(samples)), problems


def _judge(program: Program, shelf: Shelf, shown: str) -> tuple[Program, Problem | None]:
    record, place = shelf.records.get(program.path), Place(shown)
    if record is None or not record.runs:
        return program, Problem("no-evidence", "the program was never verified", place, AGAIN)
    if record.sha256 != program.sha256:
        stale = replace(program, state="stale")
        return stale, Problem("stale-evidence", "the program has changed since it was verified", place, AGAIN)
    runs, missing = [], ""
    paths = output_paths(program.path, record.runs)
    for environment, run in sorted(record.runs.items()):
        text = _recorded(shelf, paths, environment, run.output)
        missing = missing or (environment if text is None else "")
        packages = tuple(run.packages.items())
        runs.append(Run(environment, run.python, packages, run.date, run.output, text or ""))
    if missing:
        stale = replace(program, state="stale")
        return stale, Problem("stale-evidence", f"the recorded output of {missing} is missing or was changed", place, AGAIN)
    verified = replace(program, runs=tuple(runs), state="verified")
    oldest = min(run.date for run in runs)
    if shelf.stale_after_days is not None and (shelf.today - date.fromisoformat(oldest)).days > shelf.stale_after_days:
        message = f"the program was last verified on {oldest}, more than {shelf.stale_after_days} days ago"
        return verified, Problem("stale-evidence", message, place, AGAIN)
    return verified, None


def _recorded(shelf: Shelf, paths: Mapping[str, str], environment: str, sha256: str) -> str | None:
    for key in (environment, ""):
        source = shelf.outputs.get(paths[key])
        if source is not None and hashlib.sha256(source.text.encode()).hexdigest() == sha256:
            return source.text
    return None
