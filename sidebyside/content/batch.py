"""Making entries: on as many cores as pay, and not again while nothing that goes in has changed.

An entry is a pure function of its files, of the configuration and of this program, so it can be
remembered under the hash of all three.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

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
    """How entries are made.

    On how many processes, and with which memory, for a process that builds more than once.
    """

    jobs: int = 1
    memory: MemoryCache = field(default_factory=NoCache)

    def make(
        self, make: CompileFunction[Input], inputs: Sequence[Input], frame: Frame | None
    ) -> list[CompiledEntry[Any]]:
        """Make an entry of each input, in their order."""
        found = [self.memory.find((make.__name__, _path(item)), (item, frame)) for item in inputs]
        missing = [item for item, unit in zip(inputs, found, strict=True) if unit is None]
        made = iter(self._spread(lambda item: make(item, frame), missing))
        units = [unit or next(made) for unit in found]
        for item, unit in zip(inputs, units, strict=True):
            self.memory.keep((make.__name__, _path(item)), (item, frame), unit)
        return units

    def _spread(
        self, make: Callable[[Input], CompiledEntry[Any]], inputs: Sequence[Input]
    ) -> list[CompiledEntry[Any]]:
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
