r"""Locks of environments: which packages are installed, and nothing else.

    read(source) -> Lock | tuple[Diagnostic, ...]
    read_wanted(source) -> tuple[str, ...] | tuple[Diagnostic, ...]    what a lock is made of

A lock comes with content, so it is read by a grammar of its own and written anew for the installer:
lines of `name[extra]==version ; marker --hash=sha256:...`, comments, and lines continued with `\\`.
Options (`-r`, `-e`, `--index-url`), addresses, paths and anything else are problems.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packaging.markers import InvalidMarker, Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from sidebyside.content.source import Source
from sidebyside.diagnostics import Diagnostic

MAX_REQUIREMENT = 50_000
"""Characters of one requirement: a package may have a few hundred files, each with its hash."""
MOST = 2_000
"""Requirements of one lock."""
MAX_MARKER = 1_000
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")
_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?)"
    r"(?:\[(?P<extras>[A-Za-z0-9._,-]{1,200})\])?"
    r"==(?P<version>[A-Za-z0-9.!+_-]{1,100})"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_HELP = "a lock has lines like: name==1.2.3 --hash=sha256:..., as `uv pip compile` writes them"


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a lock."""

    name: str
    version: str
    hashes: tuple[str, ...]
    extras: str = ""
    marker: str = ""

    def as_text(self) -> str:
        """Write the line that an installer reads."""
        extras = f"[{self.extras}]" if self.extras else ""
        marker = f" ; {self.marker}" if self.marker else ""
        hashes = "".join(f" \\\n    {one}" for one in self.hashes)
        return f"{self.name}{extras}=={self.version}{marker}{hashes}\n"


@dataclass(frozen=True, slots=True)
class Lock:
    """The packages of a lock, in its order."""

    pins: tuple[Pin, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Return the normalised names of the packages."""
        return frozenset(pin.name for pin in self.pins)

    def as_text(self) -> str:
        """Write the lock anew: what was read of it, and nothing else."""
        return "".join(pin.as_text() for pin in self.pins)


def read(source: Source) -> Lock | tuple[Diagnostic, ...]:
    """Read a lock, or say what in it is none."""
    pins: list[Pin] = []
    problems: list[Diagnostic] = []
    for start, text in _requirements(source.text):
        if len(pins) == MOST:
            return (source.problem("too-large", f"a lock has at most {MOST:,} packages", start),)
        found = _pin(text)
        if isinstance(found, Pin):
            pins.append(found)
        else:
            end = start + len(text.partition("\n")[0])
            problems.append(source.problem("bad-value", found, start, end, _HELP))
    return tuple(problems) or Lock(tuple(pins))


def read_wanted(source: Source) -> tuple[str, ...] | tuple[Diagnostic, ...]:
    """Read a list of packages and the ranges of their versions, such as `web[async]~=3.1`."""
    found: list[str] = []
    problems: list[Diagnostic] = []
    for start, text in _requirements(source.text):
        wanted = _wanted(text) if len(text) <= MAX_MARKER else None
        if wanted is None:
            end = start + len(text.partition("\n")[0])
            message = "this is not a package with a range of versions"
            problems.append(source.problem("bad-value", message, start, end))
        else:
            found.append(wanted)
    return tuple(problems) or tuple(found)


def _wanted(text: str) -> str | None:
    try:
        requirement = Requirement(text)
    except (InvalidRequirement, RecursionError):
        return None
    return None if requirement.url else str(requirement)


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each requirement begins, and its text with comments and continuations blanked."""
    plain = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    start = at = 0
    for line in plain.split("\n"):
        at += len(line) + 1
        if line.rstrip().endswith("\\"):
            continue
        whole = plain[start : at - 1]
        if bare := whole.strip():
            yield start + whole.index(bare[0]), bare
        start = at
    if bare := plain[start:].strip():
        yield start + plain[start:].index(bare[0]), bare


def _pin(text: str) -> Pin | str:
    """Read one requirement, or say why it is none."""
    if len(text) > MAX_REQUIREMENT:
        return f"a requirement of a lock has at most {MAX_REQUIREMENT:,} characters"
    words = text.replace("\\\n", " ")
    found = _PIN.fullmatch(words)
    if found is None:
        return "this is not a package with an exact version"
    marker, hashes = _marker_and_hashes(found["rest"])
    if not hashes or not all(_HASH.fullmatch(one) for one in hashes):
        return "a package needs hashes, each --hash=sha256: with 64 digits, and nothing else"
    if len(marker) > MAX_MARKER:
        return f"a marker has at most {MAX_MARKER:,} characters"
    try:
        version = str(Version(found["version"]))
        marker = str(Marker(marker)) if marker else ""
    except (InvalidVersion, InvalidMarker, RecursionError):
        return "the version or the marker of this package is invalid"
    extras = ",".join(sorted(filter(None, (found["extras"] or "").split(","))))
    return Pin(canonicalize_name(found["name"]), version, tuple(hashes), extras, marker)


def _marker_and_hashes(rest: str) -> tuple[str, list[str]]:
    before, sign, after = rest.partition("--hash=")
    hashes = f"{sign}{after}".split()
    marker = before.strip()
    if not marker:
        return "", hashes
    # What stands there without a semicolon is no marker, and is refused with the hashes.
    return (marker[1:].strip(), hashes) if marker.startswith(";") else ("", [marker])
