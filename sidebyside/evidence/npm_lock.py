"""Locks of npm: which packages are installed, and nothing else.

    read_npm_lock(source) -> NpmLock | tuple[Diagnostic, ...]

A `package-lock.json` comes with content, so it is read by a grammar of its own and written anew for
npm: packages with an exact version and a SHA-512, and ranges of versions between them. Addresses
(`resolved`), links, git and file dependencies, aliases and install scripts are not taken over; each
package comes from the registry that the user's npm is set to.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sidebyside.content.source import Source
from sidebyside.diagnostics import Diagnostic

MAX_NPM_PACKAGES = 2_000
"""Packages of one lock."""
LOCKFILE_VERSION = 3
"""The only `lockfileVersion` that is read; npm 7 and later write it."""
_NAME = r"(?:@[a-z0-9~-][a-z0-9._~-]{0,98}/)?[A-Za-z0-9~-][A-Za-z0-9._~-]{0,98}"
_PLACE = re.compile(rf"(?:node_modules/{_NAME}/)*node_modules/(?P<name>{_NAME})")
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][A-Za-z0-9.+-]{1,60})?")
_INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
# A range of versions; an address, a path or an alias has a colon or a slash.
_RANGE = re.compile(r"[A-Za-z0-9.*^~<>=| +-]{1,200}")
_RANGES = ("dependencies", "optionalDependencies", "peerDependencies")
_FLAGS = ("optional", "peer", "dev", "devOptional")
_HELP = "npm install --package-lock-only writes such a file"


@dataclass(frozen=True, slots=True)
class NpmLock:
    """The packages of a lock by path, and the packages asked for.

    A path is for example `node_modules/a/node_modules/b`.
    """

    wanted: Mapping[str, str]
    packages: Mapping[str, Mapping[str, Any]]

    @property
    def versions(self) -> dict[str, str]:
        """Return the versions of the packages that a program can import, by name."""
        return {
            place.removeprefix("node_modules/"): package["version"]
            for place, package in self.packages.items()
            if place.count("node_modules/") == 1
        }

    def as_files(self) -> dict[str, str]:
        """Return the two files that `npm ci` reads, written anew."""
        about = {"name": "environment", "version": "1.0.0", "dependencies": dict(self.wanted)}
        lock = {
            "name": "environment",
            "version": "1.0.0",
            "lockfileVersion": LOCKFILE_VERSION,
            "requires": True,
            "packages": {"": about, **self.packages},
        }
        return {
            "package.json": json.dumps({**about, "private": True}, indent=2) + "\n",
            "package-lock.json": json.dumps(lock, indent=2) + "\n",
        }


def read_npm_lock(source: Source) -> NpmLock | tuple[Diagnostic, ...]:
    """Read a lock, or say what in it is none."""
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as error:
        return (
            source.problem("syntax", f"the lock is damaged: {error.msg}", error.pos, help=_HELP),
        )
    except RecursionError:
        return (source.problem("syntax", "the lock is nested too deeply", 0, help=_HELP),)
    listed = data.get("packages") if isinstance(data, dict) else None
    if not isinstance(listed, dict) or data.get("lockfileVersion") != LOCKFILE_VERSION:
        message = f"this is not a package-lock.json of lockfileVersion {LOCKFILE_VERSION}"
        return (source.problem("bad-value", message, 0, help=_HELP),)
    if len(listed) > MAX_NPM_PACKAGES:
        return (
            source.problem("too-large", f"a lock has at most {MAX_NPM_PACKAGES:,} packages", 0),
        )
    root = listed.get("")
    faults = [
        source.problem("bad-value", fault, *_span(source, place), help=_HELP)
        for place, fault in _faults(listed)
    ]
    if faults:
        return tuple(faults)
    wanted = root.get("dependencies", {}) if isinstance(root, dict) else {}
    packages = {place: _kept(package) for place, package in listed.items() if place}
    return NpmLock(wanted, packages)


def _span(source: Source, place: str) -> tuple[int, int]:
    quoted = json.dumps(place, ensure_ascii=False)
    start = max(source.text.find(quoted), 0)
    return start, start + (len(quoted) if start else 0)


def _faults(listed: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the places of packages that are not taken over, each with the reason."""
    for place, package in listed.items():
        if fault := _fault(place, package):
            yield place, fault


def _fault(place: str, package: object) -> str:
    if not isinstance(package, dict):
        return "a package of the lock is a mapping"
    for key in _RANGES:
        ranges = package.get(key, {})
        if not isinstance(ranges, dict) or not all(map(_is_range, ranges.items())):
            return f"'{key}' of this package names something else than ranges of versions"
    if not place:
        return ""
    if not _PLACE.fullmatch(place):
        return "this is not the place of a package below node_modules/"
    if package.get("link") or package.get("inBundle") or "name" in package:
        return "links, bundled packages and aliases are not taken over"
    if not _matches(_VERSION, package.get("version")):
        return "this package has no exact version"
    if not _matches(_INTEGRITY, package.get("integrity")):
        return "this package needs an integrity of SHA-512"
    return ""


def _is_range(item: tuple[object, object]) -> bool:
    name, versions = item
    return _matches(re.compile(_NAME), name) and _matches(_RANGE, versions)


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _kept(package: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a package what npm needs to install it."""
    kept = {key: package[key] for key in ("version", "integrity", *_RANGES) if key in package}
    kept |= {key: True for key in _FLAGS if package.get(key) is True}
    systems = {
        key: value
        for key in ("os", "cpu")
        if isinstance(value := package.get(key), list) and all(isinstance(v, str) for v in value)
    }
    return kept | systems
