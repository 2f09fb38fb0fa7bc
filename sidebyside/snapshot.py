"""What files looked like at a moment, without a look into them: how a build sees at once that there is nothing to do.

A file counts as unchanged when its size, its times and its number on the disk are. Times can tell too little when a file is
written twice within one tick of the clock, so nothing is concluded from files that are younger than that.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sidebyside.store import Store

# In nanoseconds; file systems from before this century count in steps of two seconds.
TICK = 2_000_000_000
# Folders in folders, so that a link that leads back to its own folder comes to an end.
DEEPEST = 9
Stats = dict[str, tuple[int, int, int, int]]


def look(folder: Path) -> Stats:
    """Return size, times and number of every file below a folder, but for Python's own caches."""
    return dict(_look(str(folder), len(str(folder)) + 1, DEEPEST))


def _look(folder: str, cut: int, depth: int) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir():
                if depth and entry.name != "__pycache__":
                    yield from _look(entry.path, cut, depth - 1)
            else:
                info = entry.stat()
                yield entry.path[cut:], (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
        except OSError:
            yield entry.path[cut:], (0, 0, 0, 0)


def digest(parts: Iterable[object]) -> str:
    """Return one text for all of them."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()


@dataclass(frozen=True)
class Last:
    """What is known of the last build of the same folders with the same options: how its inputs looked, and what came of it."""

    inputs: Mapping[str, Stats]
    outputs: str
    result: Any


@dataclass(frozen=True)
class Memory:
    """Where the last build is remembered; `inputs` are the folders it was made of, by name, `output` where it was written."""

    store: Store
    inputs: Mapping[str, Path]
    output: Path
    options: tuple[object, ...]

    @property
    def name(self) -> str:
        """Return under which name it is remembered: another for other folders, options, programs or days."""
        places = [os.path.realpath(path) for path in (*self.inputs.values(), self.output)]
        return digest([sys.version, sys.prefix, *places, *self.options])

    def last(self) -> Last | None:
        """Return what is known of the last build."""
        found = self.store.get(self.name)
        return found if isinstance(found, Last) else None

    def inputs_now(self) -> dict[str, Stats]:
        """Return how the inputs look now."""
        return {name: look(path) for name, path in self.inputs.items()}

    def outputs_now(self) -> str:
        """Return how the output folder looks now, in one text."""
        return digest(sorted(look(self.output).items()))

    def keep(self, before: Mapping[str, Stats], began: int, result: object) -> None:
        """Remember a build that began at a time (in nanoseconds) and found its inputs to look like `before`."""
        youngest = max((max(stat[1:3]) for stats in before.values() for stat in stats.values()), default=0)
        if youngest < began - TICK:
            self.store.put(self.name, Last(before, self.outputs_now(), result))


def now() -> int:
    """Return the time in nanoseconds, as files have it."""
    return time.time_ns()
