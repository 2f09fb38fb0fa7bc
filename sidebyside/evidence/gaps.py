"""What is missing in recorded evidence.

Environments that a program never ran in, and versions that a lock moved away from.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Source
from sidebyside.diagnostics import Diagnostic, Location
from sidebyside.evidence import npm_lock
from sidebyside.evidence.ledger import AGAIN
from sidebyside.evidence.npm_lock import NpmLock
from sidebyside.model.entries import Dimension, Environment, Program, Run, Sample

_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]\n]*\])?==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LockedEnvironment:
    """What an environment brings.

    Its Python, and by normalised names the versions that its lock pins.
    """

    name: str
    python: str
    versions: Mapping[str, frozenset[str]]

    def fits(self, package: str, needed: str) -> bool:
        """Tell whether a package is pinned to a version in a range."""
        try:
            wanted = SpecifierSet(needed)
            pinned = self.versions.get(canonicalize_name(package), frozenset())
            return any(wanted.contains(Version(version), prereleases=True) for version in pinned)
        except (InvalidSpecifier, InvalidVersion):
            return False

    def has(self, package: str, version: str) -> bool:
        """Tell whether a package has a version here.

        What no lock names, such as the installer itself, may have any.
        """
        pinned = self.versions.get(canonicalize_name(package))
        return (
            pinned is None or version in pinned or any(_is_same(version, other) for other in pinned)
        )


def _is_same(version: str, other: str) -> bool:
    try:
        return Version(version) == Version(other)
    except InvalidVersion:
        return False


def locked_environments(
    environments: Iterable[Environment], locks: Iterable[SourceFile]
) -> tuple[LockedEnvironment, ...]:
    """Return what each environment brings, as far as its lock can be read."""
    sources = {file.path: file.source for file in locks}
    found = []
    for environment in environments:
        names = [name for name in (environment.lock, environment.npm) if name]
        if not all(f"environments/{name}" in sources for name in names):
            continue
        versions: dict[str, frozenset[str]] = {}
        if environment.lock:
            versions |= _pinned(sources[f"environments/{environment.lock}"].text)
        if environment.npm:
            versions |= _pinned_by_npm(sources[f"environments/{environment.npm}"])
        found.append(LockedEnvironment(environment.name, environment.python, versions))
    return tuple(found)


def _pinned_by_npm(source: Source) -> dict[str, frozenset[str]]:
    """Return the versions that a lock of npm names; a damaged one names none."""
    lock = npm_lock.read_npm_lock(source)
    if not isinstance(lock, NpmLock):
        return {}
    return {canonicalize_name(name): frozenset({it}) for name, it in lock.versions.items()}


def _pinned(lock: str) -> dict[str, frozenset[str]]:
    """Return the versions that a lock names; where markers part them, a package has several."""
    found: dict[str, set[str]] = {}
    for name, version in _PINNED.findall(lock):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return {name: frozenset(versions) for name, versions in found.items()}


def evidence_gaps(
    dimension: Dimension,
    environments: Iterable[LockedEnvironment],
    packages: Mapping[str, str],
    name: str,
) -> Iterator[Diagnostic]:
    """Yield what the evidence of verified programs lacks.

    `packages` name for each subject the one that `needs` speaks of, `name` is content's name in
    messages.
    """
    known = tuple(environments)
    for sample in dimension.samples:
        for program in sample.programs:
            place = Location(f"{name}/{program.path}" if name else program.path)
            for environment in known if program.state == "verified" else ():
                code, message = _gap(sample, program, environment, packages)
                if code:
                    yield Diagnostic(code, message, place, AGAIN)


def _gap(
    sample: Sample, program: Program, environment: LockedEnvironment, packages: Mapping[str, str]
) -> tuple[str, str]:
    """Return the code and the message for what one environment lacks of a program.

    Empty where it lacks nothing.
    """
    run = next((run for run in program.runs if run.environment == environment.name), None)
    if run is not None:
        moved = _moved(run, environment)
        message = f"the program was verified in '{environment.name}' with {moved}"
        return ("stale-evidence", message) if moved else ("", "")
    needed = dict(sample.needs).get(program.subject)
    if needed is None or environment.fits(packages.get(program.subject, ""), needed):
        return (
            "no-evidence",
            f"the program was never verified in the environment '{environment.name}'",
        )
    return "", ""


def _moved(run: Run, environment: LockedEnvironment) -> str:
    """Say what a program ran with where its environment brings something else, or nothing."""
    runtime = run.runtime
    if (
        runtime.name == "Python"
        and runtime.version.split(".")[:2] != environment.python.split(".")[:2]
    ):
        return f"Python {runtime.version}, and the environment now has Python {environment.python}"
    for name, version in run.packages:
        if not environment.has(name, version):
            pinned = " or ".join(sorted(environment.versions[canonicalize_name(name)]))
            return f"{name} {version}, and the lock now has {pinned}"
    return ""
