"""Making entries: on as many cores as pay, and not again while nothing that goes in has changed.

An entry is a pure function of its files, of the configuration and of this program, so it can be remembered under the hash of
all three. What is remembered lies in `.cache/`, is safe to delete, and is signed with a key that lies outside of the
repository: a file that somebody else put there is ignored and never opened.
"""

import hashlib
import hmac
import os
import pickle
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from sidebyside.desk import File, Unit
from sidebyside.model import Config
from sidebyside.processes import spread
from sidebyside.programs import DimensionFiles
from sidebyside.source import Source

Input = TypeVar("Input", File, DimensionFiles)
Make = Callable[[Input, Config | None], Unit[Any]]

# Below this many characters of text one process is done before a second one has started.
WORTH_A_PROCESS = 400_000
LARGEST = 256 << 20
_PARTS = ("markdown", "pydantic", "pygments", "pyyaml", "tree-sitter", "tree-sitter-python")


@dataclass(frozen=True)
class Store:
    """Remembered entries below a folder, each signed with a key."""

    folder: Path
    key: bytes

    def get(self, name: str) -> Unit[Any] | None:
        """Return what is remembered under a name; nothing when it is missing, damaged or not ours."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        signature, body = data[:32], data[32:]
        if not hmac.compare_digest(signature, self._sign(name, body)):
            return None
        found = pickle.loads(body)  # noqa: S301 - signed by us a moment ago in its own terms
        return found if isinstance(found, Unit) else None

    def put(self, name: str, unit: Unit[Any]) -> None:
        """Remember an entry; a disk that is full or read-only loses the memory and nothing else."""
        body = pickle.dumps(unit, protocol=5)
        beside = self.folder / f"{secrets.token_hex(8)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._sign(name, body) + body)
            beside.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def prune(self, used: Iterable[str]) -> None:
        """Forget the oldest entries that were not used when there is more than the limit."""
        try:
            files = [(path.stat(), path) for path in self.folder.iterdir()]
        except OSError:
            return
        size = sum(info.st_size for info, _ in files)
        kept = set(used)
        for info, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if size <= LARGEST:
                return
            if path.name not in kept:
                path.unlink(missing_ok=True)
                size -= info.st_size

    def _sign(self, name: str, body: bytes) -> bytes:
        return hmac.digest(self.key, name.encode() + b"\0" + body, "sha256")


def open_store(folder: Path) -> Store | None:
    """Return the store below a cache folder; none where the key that signs it cannot be kept."""
    try:
        home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state")
        place = home / "sidebyside" / "cache.key"
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = place.with_name(f"{secrets.token_hex(8)}.part")
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
            beside.replace(place)
        key = place.read_bytes()
    except (OSError, RuntimeError):
        return None
    return Store(folder / "entries", key) if len(key) == 32 else None


@dataclass(frozen=True)
class Workshop:
    """How entries are made: on how many processes, and with which memory."""

    jobs: int = 1
    store: Store | None = None

    def make(self, make: Make[Input], inputs: Sequence[Input], config: Config | None) -> list[Unit[Any]]:
        """Make an entry of each input, in their order."""
        if self.store is None:
            return self._make(make, inputs, config)
        names = [_name(make, item, config) for item in inputs]
        found = {name: unit for name in names if (unit := self.store.get(name))}
        missing = [(name, item) for name, item in zip(names, inputs, strict=True) if name not in found]
        made = self._make(make, [item for _, item in missing], config)
        for (name, _), unit in zip(missing, made, strict=True):
            self.store.put(name, unit)
            found[name] = unit
        if missing:
            self.store.prune(names)
        return [found[name] for name in names]

    def _make(self, make: Make[Input], inputs: Sequence[Input], config: Config | None) -> list[Unit[Any]]:
        jobs = self.jobs if sum(map(_size, inputs)) >= WORTH_A_PROCESS else 1
        return list(spread(lambda item: make(item, config), inputs, jobs))


def _sources(item: File | DimensionFiles) -> list[tuple[str, Source]]:
    if isinstance(item, File):
        return [(item.path, item.source)]
    return [(item.index.path, item.index.source), *sorted(item.others.items())]


def _size(item: File | DimensionFiles) -> int:
    return sum(len(source.text) for _, source in _sources(item))


def _name(make: Make[Input], item: Input, config: Config | None) -> str:
    parts = [_program(), make.__name__, repr(config)]
    for path, source in _sources(item):
        # What a program printed is no part of its entry; check.py brings the two together.
        parts += [path, source.name, "" if path.endswith(".out") else source.text]
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def _program() -> str:
    """Return a hash of this program and of what it is made with."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in _PARTS]).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
