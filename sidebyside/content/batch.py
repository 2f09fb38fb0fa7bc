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

from sidebyside.cache.disk import DiskCache
from sidebyside.cache.memory import MemoryCache, NoCache
from sidebyside.cache.parallel import parallel_map
from sidebyside.content.compiler import CompiledEntry, SourceFile
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.source import Source
from sidebyside.model.entries import Frame

Input = TypeVar("Input", SourceFile, DimensionFiles)
CompileFunction = Callable[[Input, Frame | None], CompiledEntry[Any]]

# Below this many characters of text one process is done before a second one has started.
MIN_PARALLEL_CHARACTERS = 400_000
_PARTS = ("markdown", "pydantic", "pygments", "pyyaml", "tree-sitter", "tree-sitter-python")


@dataclass(frozen=True)
class BatchCompiler:
    """How entries are made: on how many processes, and with which memory.

    `store` is on disk; `memo` is for a process that builds more than once.
    """

    jobs: int = 1
    store: DiskCache | None = None
    memory: MemoryCache = field(default_factory=NoCache)

    def make(self, make: CompileFunction[Input], inputs: Sequence[Input], frame: Frame | None) -> list[CompiledEntry[Any]]:
        """Make an entry of each input, in their order."""
        found = [self.memory.find((make.__name__, _path(item)), (item, frame)) for item in inputs]
        missing = [item for item, unit in zip(inputs, found, strict=True) if unit is None]
        made = iter(self._stored(make, missing, frame))
        units = [unit or next(made) for unit in found]
        for item, unit in zip(inputs, units, strict=True):
            self.memory.keep((make.__name__, _path(item)), (item, frame), unit)
        return units

    def _stored(self, make: CompileFunction[Input], inputs: Sequence[Input], frame: Frame | None) -> list[CompiledEntry[Any]]:
        """Make entries, or take them from the store."""
        store = self.store
        if store is None or not inputs:
            return self._spread(lambda item: make(item, frame), inputs)
        names = [_name(make, item, frame) for item in inputs]
        found = {name: unit for name in names if (unit := store.get(name))}
        missing = [(name, item) for name, item in zip(names, inputs, strict=True) if name not in found]

        def one(item: Input) -> CompiledEntry[Any]:
            unit = make(item, frame)
            store.put(_name(make, item, frame), unit)
            return unit

        made = self._spread(one, [item for _, item in missing])
        found |= {name: unit for (name, _), unit in zip(missing, made, strict=True)}
        if missing:
            store.prune(names)
        return [found[name] for name in names]

    def _spread(self, make: Callable[[Input], CompiledEntry[Any]], inputs: Sequence[Input]) -> list[CompiledEntry[Any]]:
        jobs = self.jobs if sum(map(_size, inputs)) >= MIN_PARALLEL_CHARACTERS else 1
        return list(parallel_map(make, inputs, jobs))


def _sources(item: SourceFile | DimensionFiles) -> list[tuple[str, Source]]:
    if isinstance(item, SourceFile):
        return [(item.path, item.source)]
    return [(item.index.path, item.index.source), *sorted(item.others.items())]


def _path(item: SourceFile | DimensionFiles) -> str:
    return item.path if isinstance(item, SourceFile) else item.index.path


def _size(item: SourceFile | DimensionFiles) -> int:
    return sum(len(source.text) for _, source in _sources(item))


def _name(make: CompileFunction[Input], item: Input, frame: Frame | None) -> str:
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
