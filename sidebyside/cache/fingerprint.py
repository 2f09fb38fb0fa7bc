"""Fingerprints of files by their metadata, which show a build at once that nothing changed.

A file counts as unchanged when its size, its times and its number on the disk are. Times can tell
too little when a file is written twice within one tick of the clock, so nothing is concluded from
files that are younger than that.
"""

import hashlib
import json
import marshal
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sidebyside.cache.disk import DiskCache

# In nanoseconds; file systems from before this century count in steps of two seconds.
TIMESTAMP_RESOLUTION = 2_000_000_000
# Folders in folders.
MAX_SCAN_DEPTH = 9
FileStat = tuple[int, ...]
FolderScan = dict[str, FileStat]


def scan(folder: Path) -> FolderScan:
    """Return size, times and number of every file below a folder, but for Python's own caches.

    A link to a folder is followed as the loader follows it: not out of the folder, and not below
    another such link.
    """
    return dict(_look(str(folder), len(str(folder)) + 1, MAX_SCAN_DEPTH, os.path.realpath(folder)))


def has_folder_links(folder: Path) -> bool:
    """Tell whether a folder holds a link to a folder."""
    return any(
        Path(place, name).is_symlink() for place, folders, _ in os.walk(folder) for name in folders
    )


def stat_file(path: str) -> FileStat:
    """Return size, times and number of one file; nothing for one that is not there."""
    try:
        return _of(os.stat(path))  # noqa: PTH116 - ten thousand times
    except OSError:
        return ()


def _of(info: os.stat_result) -> FileStat:
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino


def is_stable(look: FileStat, moment: int) -> bool:
    """Tell whether an unchanged `stat` at a time in nanoseconds proves unchanged content."""
    return max(look[1:3]) < moment - TIMESTAMP_RESOLUTION


def _look(
    folder: str, cut: int, depth: int, root: str, *, linked: bool = False
) -> Iterator[tuple[str, FileStat]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth and entry.name != "__pycache__":
                    yield from _look(entry.path, cut, depth - 1, root, linked=linked)
            elif entry.is_symlink() and entry.is_dir():
                yield entry.path[cut:], _of(entry.stat(follow_symlinks=False))
                if depth and not linked and os.path.realpath(entry.path).startswith(root + os.sep):
                    yield from _look(entry.path, cut, depth - 1, root, linked=True)
            else:
                yield entry.path[cut:], _of(entry.stat())
        except OSError:
            yield entry.path[cut:], (0, 0, 0, 0)


def scan_fingerprint(looks: Mapping[str, FolderScan]) -> str:
    """Return one text for how some folders looked."""
    parts = [(name, sorted(stats.items())) for name, stats in sorted(looks.items())]
    # In a form of marshal that writes what is equal in one way; it is a fifth of the time of any
    # text.
    return hashlib.sha256(marshal.dumps(parts, 2)).hexdigest()


@dataclass(frozen=True)
class LastBuild:
    """The last build of the same folders with the same options: its fingerprint and its result.

    `result` is as JSON has it.
    """

    inputs: str
    outputs: str
    result: dict[str, Any]


@dataclass(frozen=True)
class BuildRecord:
    """Where the last build is remembered.

    `inputs` are the folders it was made of, by name, `output` where it was written.
    """

    store: DiskCache
    inputs: Mapping[str, Path]
    output: Path
    options: tuple[object, ...]

    @property
    def name(self) -> str:
        """Return under which name it is remembered.

        Another for other folders, options, programs or days.
        """
        places = [os.path.realpath(path) for path in (*self.inputs.values(), self.output)]
        return hashlib.sha256(
            repr([sys.version, sys.prefix, *places, *self.options]).encode()
        ).hexdigest()

    def last(self) -> LastBuild | None:
        """Return what is known of the last build."""
        with suppress(ValueError, TypeError, KeyError):
            return LastBuild(**json.loads(self.store.get(self.name) or b""))
        return None

    def last_inputs(self) -> Mapping[str, FolderScan] | None:
        """Return how each input of the last build looked.

        A build without changes has no time to read that.
        """
        with suppress(ValueError, TypeError, AttributeError):
            found = json.loads(self.store.get(f"{self.name}.inputs") or b"")
            return {
                name: {path: tuple(stat) for path, stat in stats.items()}
                for name, stats in found.items()
            }
        return None

    def inputs_now(self) -> dict[str, FolderScan]:
        """Return how the inputs look now."""
        return {name: scan(path) for name, path in self.inputs.items()}

    def now(self) -> tuple[dict[str, FolderScan], str]:
        """Return how inputs and output look now; a second process looks at the output meanwhile."""
        outputs = run_in_child(self.outputs_now)
        return self.inputs_now(), outputs()

    def outputs_now(self) -> str:
        """Return how the output folder looks now, in one text."""
        return scan_fingerprint({"output": scan(self.output)})

    def keep(self, before: Mapping[str, FolderScan], began: int, result: Mapping[str, Any]) -> None:
        """Remember a build that started at a time (ns) with inputs of the fingerprint `before`."""
        if all(is_stable(look, began) for stats in before.values() for look in stats.values()):
            last = LastBuild(scan_fingerprint(before), self.outputs_now(), dict(result))
            self.store.put(self.name, json.dumps(asdict(last)).encode())
            self.store.put(f"{self.name}.inputs", json.dumps(before).encode())
            self.store.prune({self.name, f"{self.name}.inputs"})


def run_in_child(work: Callable[[], str]) -> Callable[[], str]:
    """Begin a short piece of work in a process of its own, where that can be had.

    What is returned waits for what it gives.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return work
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writer, work().encode())
        finally:
            os._exit(0)
    os.close(writer)

    def wait() -> str:
        with os.fdopen(reader) as pipe:
            given = pipe.read()
        os.waitpid(child, 0)
        return given or work()

    return wait


def now_ns() -> int:
    """Return the time in nanoseconds, as files have it."""
    return time.time_ns()
