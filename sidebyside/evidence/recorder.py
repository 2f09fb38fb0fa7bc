"""Writes what `verify --update` found: outputs and evidence.json; entries not run are kept.

A program's outputs lie in one file when all environments print the same, and in one file for each
environment when not.
"""

import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sidebyside.content.source import Folder
from sidebyside.evidence.ledger import (
    Ledger,
    ProgramRecord,
    RunRecord,
    RuntimeRecord,
    output_paths,
    output_sha256,
)
from sidebyside.model.entries import Program, Runtime

LEDGER = "evidence.json"
RecordFiles = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class RecordedOutput:
    """What a program printed in one environment, and the versions it ran on."""

    environment: str
    runtime: Runtime
    packages: Mapping[str, str]
    output: bytes


@dataclass(frozen=True, slots=True)
class RecordingContext:
    """What is known when a recording begins.

    The content folder, the ledger, the day, every environment's name.
    """

    content: Folder
    ledger: Ledger
    day: date
    environments: Collection[str]


def recorded_output(content: Folder, program: str, environment: str) -> bytes | None:
    """Return the output that is recorded for a program in an environment, as it lies on disk."""
    paths = output_paths(program, [environment])
    for path in (paths[environment], paths[""]):
        data = content.read_bytes(path)
        if isinstance(data, bytes):
            return data
    return None


def is_intact(content: Folder, program: str, environment: str, sha256: str) -> bool:
    """Tell whether a file that holds an environment's output still has the recorded content."""
    paths = output_paths(program, [environment])
    found = (content.read_bytes(path) for path in (paths[environment], paths[""]))
    return any(isinstance(data, bytes) and output_sha256(data) == sha256 for data in found)


def record_program(
    program: Program,
    printed: Iterable[RecordedOutput],
    absent: Collection[str],
    standing: RecordingContext,
) -> tuple[ProgramRecord, RecordFiles]:
    """Return a program's new record and the files of its outputs, None for those that go.

    `absent` are environments in which it could not be run this time: what they printed last stays,
    if it is of this program.
    """
    fresh = {one.environment: one for one in printed}
    old = standing.ledger.programs.get(program.path)
    runs = {name: _run(one, standing.day) for name, one in fresh.items()}
    outputs = {name: one.output for name, one in fresh.items()}
    if old is not None and old.sha256 == program.sha256:
        for name in set(old.runs) & set(absent) - set(fresh):
            data = recorded_output(standing.content, program.path, name)
            if data is not None and output_sha256(data) == old.runs[name].output:
                runs[name], outputs[name] = old.runs[name], data
    former = [*standing.environments, *(old.runs if old else ())]
    return ProgramRecord(sha256=program.sha256, runs=runs), _files(program.path, outputs, former)


def _run(printed: RecordedOutput, day: date) -> RunRecord:
    sha256 = output_sha256(printed.output)
    runtime, packages = printed.runtime, dict(printed.packages)
    if runtime.name == "Python":
        return RunRecord(
            date=day.isoformat(), output=sha256, packages=packages, python=runtime.version
        )
    other = RuntimeRecord(name=runtime.name, version=runtime.version)
    return RunRecord(date=day.isoformat(), output=sha256, packages=packages, runtime=other)


def _files(program: str, outputs: Mapping[str, bytes], former: Iterable[str]) -> RecordFiles:
    paths = output_paths(program, [*former, *outputs])
    if len(set(outputs.values())) == 1:
        wanted = {paths[""]: next(iter(outputs.values()))}
    else:
        wanted = {paths[name]: data for name, data in outputs.items()}
    return {path: wanted.get(path) for path in paths.values()}


def forget_programs(programs: Iterable[str], standing: RecordingContext) -> RecordFiles:
    """Return the outputs of programs that are gone, so that they go too; only what verify wrote."""
    files: dict[str, bytes | None] = {}
    for program in programs:
        runs = standing.ledger.programs[program].runs
        hashes = {run.output for run in runs.values()}
        for path in output_paths(program, runs).values():
            data = standing.content.read_bytes(path)
            if isinstance(data, bytes) and output_sha256(data) in hashes:
                files[path] = None
    return files


def write_records(content: Folder, files: RecordFiles) -> list[str]:
    """Write files below content/ atomically; return the paths of those that changed.

    A link in the way is replaced, never followed, and a path that leads out of content/ is left
    alone.
    """
    changed = []
    for path, data in sorted(files.items()):
        target = content.root / path
        if not content.contains(os.path.dirname(path)):  # noqa: PTH120 - the path is of the content, not of this system
            continue
        if data is None:
            if target.is_file() or target.is_symlink():
                target.unlink()
                changed.append(path)
        elif _held(target) != data:
            _replace(target, data)
            changed.append(path)
    return changed


def _held(target: Path) -> bytes | None:
    """Return what a plain file holds; nothing for a link, whatever it leads to."""
    return target.read_bytes() if target.is_file() and not target.is_symlink() else None


def _replace(target: Path, data: bytes) -> None:
    """Write a file beside another and put it in its place.

    No name that it has meanwhile can be guessed.
    """
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
    # Exclusive: whatever lies there already, a link too, is an error.
    handle = os.open(
        beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
