"""Packages for programs in a browser: wheels pinned by a lock's hashes, and zips made of them.

    Wheels(lock, cache)
        .resolve(names) -> {wheel name: Wheel} for each name, with what it depends on
        .fetch({wheel name: SHA-256}) -> {wheel name: path}
    make_bundle(wheel) -> bytes       what a browser needs of a wheel: the same bytes everywhere

A wheel for this runtime is preferred, then one without compiled parts, then one for Linux whose
compiled parts are left out: many packages have a second implementation in Python. pip fetches them,
and checks them against the lock.
"""

import hashlib
import io
import json
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.parser import Parser
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from sidebyside.diagnostics import CommandError
from sidebyside.evidence.lockfile import Lock, Pin
from sidebyside.terminal import lines

PIP_SECONDS = 300
MAX_WHEEL_BYTES = 64 << 20
MAX_MEMBERS = 20_000
_WASM = "pyemscripten_2026_0_wasm32"
_PYTHON = "3.14"
_LINUX = tuple(
    f"manylinux{one}_x86_64"
    for one in ("_2_28", "_2_24", "_2_17", "2014", "_2_12", "2010", "_2_5", "1")
)
# What markers are evaluated with.
_MARKERS = {
    "implementation_name": "cpython",
    "implementation_version": "3.14.2",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Emscripten",
    "platform_version": "",
    "python_full_version": "3.14.2",
    "python_version": _PYTHON,
    "sys_platform": "emscripten",
}
# The runtime has no data on time zones; a lock that names them names them for systems like it.
_ALWAYS = ("tzdata",)
_LEFT_OUT = re.compile(
    r"(^|/)(tests|__pycache__)/"
    r"|\.(pyi|po|pot|pyx|pxd|c|h|cpp|hpp|map|so|pyd|dll|dylib|exe|a)$"
    r"|^[^/]+\.data/"
)


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on disk."""

    name: str
    path: Path
    sha256: str


class Wheels:
    """The wheels of a lock; `cache` is a folder of the user's."""

    def __init__(self, lock: Lock, cache: Path) -> None:
        self.pins = {pin.name: pin for pin in lock.pins}
        self.folder = cache / "run" / "wheels"
        self._known: dict[str, Wheel] = {}

    def holds(self, name: str, sha256: str) -> bool:
        """Tell whether the lock pins just this wheel."""
        try:
            package, version, *_ = parse_wheel_filename(name)
        except InvalidWheelFilename:
            return False
        pin = self.pins.get(package)
        return (
            pin is not None
            and pin.version == str(version)
            and f"--hash=sha256:{sha256}" in pin.hashes
        )

    def resolve(self, names: Iterable[str]) -> dict[str, tuple[Wheel, ...]]:
        """Return the wheel and the locked dependencies of each package, by package name."""
        wanted = {canonicalize_name(name) for name in names} & self.pins.keys()
        needs: dict[str, frozenset[str]] = {}
        while rest := sorted(
            (wanted | {name for found in needs.values() for name in found}) - needs.keys()
        ):
            self._find([self.pins[name] for name in rest])
            for name in rest:
                needs[name] = (
                    frozenset(self._needs(self.pins[name])) if name in self._known else frozenset()
                )
        return {name: tuple(self._closure(name, needs)) for name in sorted(wanted)}

    def _closure(self, name: str, needs: Mapping[str, frozenset[str]]) -> Iterator[Wheel]:
        found, waiting = set[str](), [name]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += sorted(needs.get(here, ()))
        yield from (self._known[one] for one in sorted(found) if one in self._known)

    def _needs(self, pin: Pin) -> Iterator[str]:
        extras = ["", *filter(None, pin.extras.split(","))]
        for text in required_by(self._known[pin.name].path):
            try:
                requirement = Requirement(text)
            except InvalidRequirement:
                continue
            marker = requirement.marker
            if marker is None or any(
                marker.evaluate({**_MARKERS, "extra": extra}) for extra in extras
            ):
                name = canonicalize_name(requirement.name)
                if name in self.pins:
                    yield name
        yield from (name for name in _ALWAYS if name in self.pins)

    def _find(self, pins: Sequence[Pin]) -> None:
        """Choose a wheel for each pin, as the last time where it was the same pin."""
        noted = self.folder / "chosen.json"
        try:
            known = json.loads(noted.read_bytes())
        except (OSError, ValueError):
            known = {}
        for pin in pins:
            name, sha256 = known.get(_key(pin), ("", ""))
            if name and self.holds(name, sha256) and self._path(sha256).is_file():
                self._known[pin.name] = Wheel(name, self._path(sha256), sha256)
        if rest := [pin for pin in pins if pin.name not in self._known]:
            self._choose(rest)
            found = {_key(pin): self._known[pin.name] for pin in rest if pin.name in self._known}
            text = json.dumps(
                {**known, **{key: (wheel.name, wheel.sha256) for key, wheel in found.items()}}
            )
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as made:
                (Path(made) / "chosen.json").write_text(text, encoding="utf-8")
                (Path(made) / "chosen.json").replace(noted)

    def _choose(self, pins: Sequence[Pin]) -> None:
        """Choose a wheel for each pin.

        All that are pure or for Linux at once, then one for the runtime in place of these.
        """
        found = self._download(pins, [*_tags(_PYTHON, "cp314", _LINUX)]) or {}
        for pin in pins if len(found) < len(pins) else ():
            if pin.name not in found:
                found |= self._download([pin], [*_tags("3.13", "cp313", _LINUX)]) or {}
        for pin in pins:
            if pin.name in found and not found[pin.name].name.endswith("-any.whl"):
                better = self._download([pin], [*_tags(_PYTHON, "cp314", [_WASM])])
                found |= better or self._download([pin], [*_tags(_PYTHON, "none", ["any"])]) or {}
        self._known |= found

    def _download(self, pins: Sequence[Pin], tags: Sequence[str]) -> dict[str, Wheel] | None:
        """Return the wheels of pins that fit, or nothing where one of them has none."""
        text = "".join(Pin(pin.name, pin.version, pin.hashes).as_text() for pin in pins)
        said, wheels = self._pip(text, tags)
        if said and not _has_none(said):
            raise CommandError(f"pip could not fetch packages: {said}")
        return (
            None
            if said
            else {canonicalize_name(parse_wheel_filename(wheel.name)[0]): wheel for wheel in wheels}
        )

    def fetch(self, wanted: Mapping[str, str]) -> dict[str, Path] | str:
        """Return the wheels of these names and hashes, from the cache or through pip.

        Or say in a line why not.
        """
        groups: dict[tuple[str, ...], list[str]] = {}
        for name, sha256 in wanted.items():
            if not self._path(sha256).is_file():
                package, version, _, found = parse_wheel_filename(name)
                tag = sorted(found, key=str)[0]
                python = re.fullmatch(r"cp3(\d+)", tag.interpreter)
                platforms = sorted({one.platform for one in found})
                tags = tuple(
                    _tags(
                        f"3.{python[1]}" if python and tag.abi != "abi3" else _PYTHON,
                        tag.abi,
                        platforms,
                    )
                )
                pin = Pin(package, str(version), (f"--hash=sha256:{sha256}",))
                groups.setdefault(tags, []).append(pin.as_text())
        for tags, texts in groups.items():
            said, _ = self._pip("".join(texts), tags)
            if said:
                return said
        paths = {name: self._path(sha256) for name, sha256 in wanted.items()}
        lost = [
            name
            for name, path in paths.items()
            if not path.is_file() or _sha256(path.read_bytes()) != wanted[name]
        ]
        return f"the index has no {lost[0]} with the recorded hash" if lost else paths

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.whl"

    def _pip(self, requirements: str, tags: Sequence[str]) -> tuple[str, list[Wheel]]:
        """Have pip download requirements into the cache; return what went wrong, or the wheels."""
        if find_spec("pip") is None:
            return "this Python has no pip", []
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".pip-") as made:
            place = Path(made)
            (place / "lock.txt").write_text(requirements, encoding="utf-8")
            command = [
                sys.executable,
                "-I",
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
            ]
            command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", *tags]
            command += ["--dest", str(place / "wheels"), "--requirement", str(place / "lock.txt")]
            try:
                done = subprocess.run(  # noqa: S603 - ours
                    command,
                    capture_output=True,
                    stdin=subprocess.DEVNULL,
                    timeout=PIP_SECONDS,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired):
                return "pip did not end in time", []
            if done.returncode:
                said = [
                    line
                    for line in lines(done.stderr.decode(errors="replace"))
                    if line.startswith("ERROR")
                ]
                return said[-1].removeprefix("ERROR: ") if said else "pip ended with an error", []
            wheels = []
            for path in sorted((place / "wheels").glob("*.whl")):
                sha256 = _sha256(path.read_bytes())
                path.replace(self._path(sha256))
                wheels.append(Wheel(path.name.lower(), self._path(sha256), sha256))
            return "", wheels


def _key(pin: Pin) -> str:
    return _sha256(pin.as_text().encode())


def _has_none(said: str) -> bool:
    return "No matching distribution" in said or "from versions" in said


def _tags(python: str, abi: str, platforms: Iterable[str]) -> Iterator[str]:
    yield from (
        "--python-version",
        python,
        "--implementation",
        "cp" if abi.startswith(("cp", "abi")) else "py",
    )
    for one in dict.fromkeys([abi, "abi3", "none"] if abi.startswith("cp") else [abi, "none"]):
        yield from ("--abi", one)
    for platform in platforms:
        yield from ("--platform", platform)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def required_by(wheel: Path) -> list[str]:
    """Return what the metadata of a wheel say that it requires."""
    with zipfile.ZipFile(wheel) as archive:
        names = [
            name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
        ]
        text = archive.read(names[0]).decode(errors="replace") if names else ""
    return [str(value) for value in Parser().parsestr(text).get_all("Requires-Dist", [])]


def make_bundle(wheel: Path, name: str) -> bytes:
    """Return the part of a wheel that a browser needs as a zip, members sorted by name.

    Compiled parts are left out unless the wheel is for the runtime, and tests, stubs and sources
    with them.
    """
    raw = wheel.read_bytes()
    keeps_compiled = name.endswith(f"{_WASM}.whl")
    out, listed = io.BytesIO(), []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)[:MAX_MEMBERS]
        for member in members:
            compiled = keeps_compiled and member.filename.endswith(".so")
            dropped = _LEFT_OUT.search(member.filename) and not compiled
            if member.is_dir() or dropped or not _is_plain_path(member.filename):
                continue
            listed.append(_copied(raw, member, out))
    start = out.tell()
    for entry in listed:
        out.write(entry)
    size = out.tell() - start
    out.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(listed), len(listed), size, start, 0))
    return out.getvalue()


def keep_bundle(cache: Path, sha256: str, data: bytes) -> Path:
    """Keep a zip in a folder of the user's, and return where it lies."""
    path = cache / "run" / "bundles" / f"{sha256}.zip"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as made:
            (Path(made) / path.name).write_bytes(data)
            (Path(made) / path.name).replace(path)
    path.chmod(0o644)
    return path


def _is_plain_path(path: str) -> bool:
    plain = path.isascii() and path.isprintable()
    return plain and not path.startswith("/") and ".." not in path.split("/") and "\\" not in path


# The version that is needed to read it, flags, and the first moment that a zip knows.
_NEEDED, _FLAGS, _TIME, _DATE, _UNIX_FILE = 20, 0, 0, 33, 0o100644 << 16


def _copied(raw: bytes, member: zipfile.ZipInfo, out: io.BytesIO) -> bytes:
    """Write one member with its compressed bytes and nothing else of the wheel.

    Return its entry in the directory.
    """
    at = member.header_offset
    name_size, extra_size = struct.unpack("<2H", raw[at + 26 : at + 30])
    begin = at + 30 + name_size + extra_size
    data, name = raw[begin : begin + member.compress_size], member.filename.encode()
    about = (
        _NEEDED,
        _FLAGS,
        member.compress_type,
        _TIME,
        _DATE,
        member.CRC,
        member.compress_size,
        member.file_size,
        len(name),
    )
    offset = out.tell()
    out.write(struct.pack("<4s5H3L2H", b"PK\3\4", *about, 0) + name + data)
    made_by = 3 << 8 | _NEEDED
    return (
        struct.pack("<4sH5H3L5H2L", b"PK\1\2", made_by, *about, 0, 0, 0, 0, _UNIX_FILE, offset)
        + name
    )
