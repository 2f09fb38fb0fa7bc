"""Making entries: on as many cores as pay, and not again while nothing that goes in has changed.

An entry is a pure function of its files, of the configuration and of this program, so it can be remembered under the hash of
all three.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from sidebyside.content.compiler import File, Unit
from sidebyside.cache.memory import Forgetful, Memo
from sidebyside.model.entries import Frame
from sidebyside.cache.parallel import spread
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.source import Source
from sidebyside.cache.disk import Store

Input = TypeVar("Input", File, DimensionFiles)
Make = Callable[[Input, Frame | None], Unit[Any]]

# Below this many characters of text one process is done before a second one has started.
WORTH_A_PROCESS = 400_000
_PARTS = ("markdown", "pydantic", "pygments", "pyyaml", "tree-sitter", "tree-sitter-python")


@dataclass(frozen=True)
class Workshop:
    """How entries are made: on how many processes, and with which memory.

    `store` is on disk; `memo` is for a process that builds more than once.
    """

    jobs: int = 1
    store: Store | None = None
    memo: Memo = field(default_factory=Forgetful)

    def make(self, make: Make[Input], inputs: Sequence[Input], frame: Frame | None) -> list[Unit[Any]]:
        """Make an entry of each input, in their order."""
        found = [self.memo.find((make.__name__, _path(item)), (item, frame)) for item in inputs]
        missing = [item for item, unit in zip(inputs, found, strict=True) if unit is None]
        made = iter(self._stored(make, missing, frame))
        units = [unit or next(made) for unit in found]
        for item, unit in zip(inputs, units, strict=True):
            self.memo.keep((make.__name__, _path(item)), (item, frame), unit)
        return units

    def _stored(self, make: Make[Input], inputs: Sequence[Input], frame: Frame | None) -> list[Unit[Any]]:
        """Make entries, or take them from the store."""
        store = self.store
        if store is None or not inputs:
            return self._spread(lambda item: make(item, frame), inputs)
        names = [_name(make, item, frame) for item in inputs]
        found = {name: unit for name in names if (unit := store.get(name))}
        missing = [(name, item) for name, item in zip(names, inputs, strict=True) if name not in found]

        def one(item: Input) -> Unit[Any]:
            unit = make(item, frame)
            store.put(_name(make, item, frame), unit)
            return unit

        made = self._spread(one, [item for _, item in missing])
        found |= {name: unit for (name, _), unit in zip(missing, made, strict=True)}
        if missing:
            store.prune(names)
        return [found[name] for name in names]

    def _spread(self, make: Callable[[Input], Unit[Any]], inputs: Sequence[Input]) -> list[Unit[Any]]:
        jobs = self.jobs if sum(map(_size, inputs)) >= WORTH_A_PROCESS else 1
        return list(spread(make, inputs, jobs))


def _sources(item: File | DimensionFiles) -> list[tuple[str, Source]]:
    if isinstance(item, File):
        return [(item.path, item.source)]
    return [(item.index.path, item.index.source), *sorted(item.others.items())]


def _path(item: File | DimensionFiles) -> str:
    return item.path if isinstance(item, File) else item.index.path


def _size(item: File | DimensionFiles) -> int:
    return sum(len(source.text) for _, source in _sources(item))


def _name(make: Make[Input], item: Input, frame: Frame | None) -> str:
    parts = [_program(), make.__name__, repr(frame)]
    for path, source in _sources(item):
        # What a program printed is no part of its entry; site/linker.py brings the two together.
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
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
